using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Collections.Local.Durable;
using Collections.Local.Host.Storage;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Collections.Functions.Tests.Cases;

/// <summary>The real stores of the app over storage in memory, with a bus that can fail and a client that notes who is woken.</summary>
internal sealed class CaseStore
{
    public CaseStore(IStrategyBook? strategies = null)
    {
        Clients = new DurableClients(Client());
        Tables = new Tables(Storage.Tables);
        Wakes = new Wakes(Tables);
        Rules = new CaseRules(strategies ?? StrategyCatalog.Shipped, WorkingCalendar.China);
        Bus = FakeBus();
        Outbox = OutboxOver(Tables);
        Streams = new TableCaseStreams(Tables, Wakes, Outbox, new WorkIndex(Tables), Rules, Clock, NullLogger<TableCaseStreams>.Instance);
        Waker = new CaseWaker(Clients);
        Commands = new CaseCommands(Streams, Waker);
        Sweeper = new Sweeper(Wakes, Streams, Outbox, Waker, Clients, Clock, NullLogger<Sweeper>.Instance);
    }

    public ServiceBusClient Bus { get; }

    public DurableClients Clients { get; }

    public InMemoryStorage Storage { get; } = InMemoryStorage.Create();

    public BusinessClock Clock { get; } = BusinessClock.Virtual(Given.Start);

    public Tables Tables { get; }

    public Wakes Wakes { get; }

    public CaseRules Rules { get; }

    public Outbox Outbox { get; }

    public TableCaseStreams Streams { get; }

    public CaseWaker Waker { get; }

    public CaseCommands Commands { get; }

    public Sweeper Sweeper { get; }

    /// <summary>While set, the bus is down.</summary>
    public bool BusIsDown { get; set; }

    public List<string> Sent { get; } = [];

    public List<(string Instance, long Version)> Nudged { get; } = [];

    /// <summary>Whether the orchestrations are there; events reach nobody else, and nobody is told of it.</summary>
    public bool IsAlive { get; set; } = true;

    public List<string> Started { get; } = [];

    /// <summary>The same bus behind tables of another mood.</summary>
    public Outbox OutboxOver(Tables tables) => new(tables, Bus);

    public async Task<CaseHead> OpenAsync(CaseOpened? opened = null)
    {
        await Commands.OpenAsync(opened ?? Given.Opening(), "open", "system", default);
        return (await Streams.LoadAsync(Given.Key, default))!;
    }

    public async Task<List<TableEntity>> RowsAsync(string table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in (await Tables.GetAsync(table, default)).QueryAsync<TableEntity>()) rows.Add(row);
        return rows;
    }

    private ServiceBusClient FakeBus()
    {
        var sender = new Mock<ServiceBusSender>();
        sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Returns((ServiceBusMessage message, CancellationToken _) =>
        {
            if (BusIsDown) throw new ServiceBusException(isTransient: true, "down");
            Sent.Add(message.MessageId);
            return Task.CompletedTask;
        });
        var client = new Mock<ServiceBusClient>();
        client.Setup(c => c.CreateSender(It.IsAny<string>())).Returns(sender.Object);
        return client.Object;
    }

    private DurableTaskClient Client()
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(c => c.RaiseEventAsync(It.IsAny<string>(), CaseWaker.Nudge, It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Callback((string instance, string _, object? version, CancellationToken _) => Nudged.Add((instance, (long)version!)))
            .Returns(Task.CompletedTask);
        client.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns((TaskName _, object? _, StartOrchestrationOptions? options, CancellationToken _) =>
            {
                if (IsAlive) throw new OrchestrationAlreadyExistsException("It is there.");
                Started.Add(options!.InstanceId!);
                return Task.FromResult(options.InstanceId!);
            });
        return client.Object;
    }
}
