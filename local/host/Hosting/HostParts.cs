using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Collections.Local.Durable;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Configuration;
using Collections.Local.Host.Email;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Http;
using Collections.Local.Host.Inboxes;
using Collections.Local.Host.Inside;
using Collections.Local.Host.Scheduling;
using Collections.Local.Host.Sms;
using Collections.Local.Host.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Collections.Local.Host.Hosting;

/// <summary>Puts a host together, from what needs nothing to what needs everything, and takes it apart in the opposite order.</summary>
internal sealed class HostParts : IAsyncDisposable
{
    // Once no work is left, connections that nobody uses are cut.
    private static readonly TimeSpan IdleConnections = TimeSpan.FromSeconds(1);

    private readonly Cleanup cleanup = new();

    private HostParts(LocalHostOptions options)
    {
        HostJson = HostJson.Read(options.HostJsonFile);
        Technical = options.TechnicalClock;
        Steady = new SteadyTime(Technical);
        KeepFinished = options.KeepFinished;
        Faults = PlanOf(options);
        try
        {
            var folder = options.DataFolder is null ? null : Directory.CreateDirectory(options.DataFolder).FullName;
            var isVirtual = options.Clock.Mode == ClockMode.Virtual;
            Database = folder is null ? null : cleanup.Add(LocalDatabase.Open(Path.Combine(folder, "host.db"), inline: isVirtual));
            State = new TriggerState(Database is null ? null : new SqliteTriggerStore(Database));
            Keeper = new ClockKeeper(options.Clock, State, Technical, folder);
            cleanup.Add(() =>
            {
                Keeper.Close();
                return ValueTask.CompletedTask;
            });
            Gate = cleanup.Add(new WorkGate(isOpen: !isVirtual));
            Broker = new InProcessBroker(Database is null ? new MemoryBrokerStore() : new SqliteBrokerStore(Database), Keeper.Clock, Steady);
            Sms = new SmsInbox(Database is null ? new MemorySmsStore() : new SqliteSmsStore(Database), Keeper.Clock, Technical, options.Sms) { Faults = Faults };
            Email = new EmailInbox(Database is null ? new MemoryEmailStore() : new SqliteEmailStore(Database), Keeper.Clock, Technical, options.Email);
            Tokens = DevelopmentTokens.Load(folder, Technical);
            Socket = cleanup.Add(LoopbackSocket.Bind(options.Port));
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)Socket.LocalEndPoint!).Port}/");
        }
        catch
        {
            // Nothing is asynchronous yet: the file is given back at once.
            cleanup.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public HostJson HostJson { get; }

    public TimeSpan KeepFinished { get; }

    /// <summary>The clock of leases, locks and tokens.</summary>
    public TimeProvider Technical { get; }

    /// <summary>The same, but even when somebody sets the machine's clock.</summary>
    public TimeProvider Steady { get; }

    public FaultPlan Faults { get; }

    public LocalDatabase? Database { get; }

    public TriggerState State { get; }

    public ClockKeeper Keeper { get; }

    public WorkGate Gate { get; }

    public InProcessBroker Broker { get; }

    public SmsInbox Sms { get; }

    public EmailInbox Email { get; }

    public DevelopmentTokens Tokens { get; }

    public Socket Socket { get; }

    public Uri Address { get; }

    public StorageAccount Storage { get; private set; } = null!;

    public DurableEngine Engine { get; private set; } = null!;

    public WebApplication App { get; private set; } = null!;

    public Workers Workers { get; private set; } = null!;

    public Lifetime Life { get; private set; } = null!;

    public static async Task<HostParts> StartAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var parts = new HostParts(options);
        try
        {
            parts.Storage = parts.cleanup.Add(await StorageAccount.OpenAsync(options.Storage, options.DataFolder, parts.Keeper.Clock, parts.Faults, cancellationToken));
            await parts.RunAppAsync(options, cancellationToken);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => cleanup.DisposeAsync();

    private async Task RunAppAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        AddSettings(builder.Configuration, options);
        HttpServer.Configure(builder, Socket, HostJson, options.HttpBodyLimit);
        HostServices.AddDefaults(builder.Services, options, HostJson);
        var application = new LocalApplicationBuilder(builder.Services);
        options.Configure?.Invoke(application, builder.Configuration);
        HostServices.Override(builder.Services, this);
        options.ConfigureServices?.Invoke(builder.Services);

        var functions = FunctionDiscovery.Find(options.AllFunctionTypes, new SettingNames(builder.Configuration));
        App = cleanup.Add(builder.Build());
        var logs = App.Services.GetRequiredService<ILoggerFactory>();
        Faults.Logger = logs.CreateLogger<FaultPlan>();
        Life = cleanup.Add(new Lifetime(options.ShutdownPatience, logs.CreateLogger<Lifetime>()));

        // Virtual time does not depend on how fast the machine is.
        var isVirtual = Keeper.Clock.Mode == ClockMode.Virtual;
        var timeout = isVirtual ? Timeout.InfiniteTimeSpan : HostJson.FunctionTimeout;
        var limits = new RequestLimits(timeout, isVirtual ? Timeout.InfiniteTimeSpan : options.HttpTimeLimit, Technical);
        var pipeline = new FunctionPipeline(App.Services, application.Middleware, new FunctionWatch(logs, timeout, Technical));
        Engine = cleanup.Add(CreateEngine(functions, pipeline, logs));
        Workers = cleanup.Add(new Workers(this, functions, pipeline, logs.CreateLogger<Workers>()));
        var requests = new RunningRequests();
        var http = new HttpFunctions(
            new HttpCalls(pipeline, logs.CreateLogger<HttpCalls>()), HostJson.RoutePrefix, limits, Gate, requests, Life.Abandoned);
        MapEndpoints(options, functions, http, logs);

        var announcements = new Announcements(logs.CreateLogger<LocalHost>());
        await App.StartAsync(cancellationToken);
        cleanup.Add(async () =>
        {
            using var patience = new CancellationTokenSource(IdleConnections);
            await App.StopAsync(patience.Token);
            announcements.Stopped();
        });

        // Work in progress ends before the server does: it may still call the host's own endpoints.
        cleanup.Add(async () => await Life.StopAsync(() => Task.WhenAll(requests.CloseAsync(), Workers.EndAsync())));
        await Workers.StartAsync();
        announcements.Started(Address, functions, http);
    }

    private void MapEndpoints(LocalHostOptions options, IReadOnlyList<LocalFunction> functions, HttpFunctions http, ILoggerFactory logs)
    {
        HttpServer.UseFunctions(App, api => http.Map(api, functions));
        Tokens.Map(App);
        new SignInPage(Tokens, options.People).Map(App);
        App.MapSmsInbox(Sms);
        App.MapEmailInbox(Email);
        var inspector = new HostInspector(this, functions, http);
        new InsideEndpoints(
            inspector, new InstanceControls(inspector, Engine.Client, Keeper.Clock.Mode), Broker, Gate, logs.CreateLogger<InsideEndpoints>()).Map(App);
        Sms.Webhook = PosterTo(options.SmsEvents);
        Email.Webhook = PosterTo(options.EmailEvents);
        options.MapEndpoints?.Invoke(App);

        Func<string, CancellationToken, Task<bool>>? PosterTo(string? path) => path is null
            ? null
            : http.PosterTo(path, functions) ?? EventWebhook.Http(cleanup.Add(Gate.CreatePassingClient()), new Uri(Address, path));
    }

    private DurableEngine CreateEngine(IReadOnlyList<LocalFunction> functions, FunctionPipeline pipeline, ILoggerFactory logs)
    {
        var catalog = new TaskCatalog();
        DurableTasks.AddTo(catalog, functions, pipeline);
        var store = cleanup.Add<IDurableStore>(Database is null ? new MemoryStore() : new SqliteStore(Database));

        // As in the Functions worker, payloads follow the app's JSON options.
        var json = App.Services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;
        var settings = new DurableEngineOptions
        {
            DataConverter = new JsonDataConverter(json),
            ThrowStatusExceptionsOnRaiseEvent = HostJson.ThrowStatusExceptionsOnRaiseEvent,
        };
        settings.MaxConcurrentActivities = HostJson.MaxConcurrentActivities ?? settings.MaxConcurrentActivities;
        settings.MaxConcurrentOrchestrations = HostJson.MaxConcurrentOrchestrators ?? settings.MaxConcurrentOrchestrations;
        return new DurableEngine(store, catalog, Keeper.Clock, settings, logs);
    }

    private static FaultPlan PlanOf(LocalHostOptions options)
    {
        try
        {
            var faults = options.Faults.IsNone && options.Settings.TryGetValue("Faults", out var text) ? FaultOptions.Parse(text) : options.Faults;
            return new FaultPlan(faults, isVirtual: options.Clock.Mode == ClockMode.Virtual);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    private void AddSettings(ConfigurationManager configuration, LocalHostOptions options)
    {
        configuration.AddInMemoryCollection(options.Settings);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:DevelopmentKey"] = Tokens.Key,
            ["SignIn:Address"] = SignInPage.Address,
            ["SignIn:OutAddress"] = SignInPage.OutAddress,
            ["Sms:ConnectionString"] = Sms.ConnectionString(Address),
            ["Email:ConnectionString"] = Email.ConnectionString(Address),
        });
    }
}
