using System.Diagnostics;
using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Hosting;
using Collections.Local.Host.Http;
using Collections.Local.Host.Inside.Views;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Host.Inside;

/// <summary>
/// What a host looks like from inside, for people. It reads what is committed and never waits for work, so it answers in virtual time too.
/// </summary>
internal sealed class HostInspector(HostParts parts, IReadOnlyList<LocalFunction> functions, HttpFunctions routes)
{
    private const int PageSize = 50;
    private const int MostTimers = 200;
    private const int MostMessages = 100;

    private const string InMemory = "in memory, gone when the host stops";

    // Counting walks through the store, and several pages may be open.
    private static readonly TimeSpan CountsHold = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<FunctionRow> rows = [.. functions.Select(function => FunctionRow.Of(function, routes))];
    private readonly DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly Lock counting = new();
    private StoreCounts? counts;
    private long counted;

    public DateTimeOffset Now => parts.Keeper.Clock.GetUtcNow();

    private IDurableStore Store => parts.Engine.Store;

    public OverviewView Overview()
    {
        var counts = Count();
        var entities = Entities();
        return new OverviewView
        {
            Clock = new ClockView(parts.Keeper.Clock.Mode.ToString(), parts.Keeper.Clock.Factor),
            StartedAt = startedAt,
            UptimeSeconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            ProcessId = Environment.ProcessId,
            MemoryBytes = Process.GetCurrentProcess().WorkingSet64,
            Faults = FaultsView.Of(parts.Faults),
            Places = [.. Places()],
            Instances = counts.Instances.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value),
            Timers = counts.Timers,
            NextTimer = Store.ReadTimers(1).Select(TimerRowOf).FirstOrDefault(),
            Functions = rows.CountBy(function => function.Kind).ToDictionary(),
            Waiting = entities.Sum(entity => entity.Waiting),
            Locked = entities.Sum(entity => entity.Locked),
            DeadLetters = entities.Sum(entity => entity.DeadLetters),
            Blobs = Blobs(null, null).Counts,
        };
    }

    public IReadOnlyList<FunctionRow> Functions() =>
    [
        .. rows.Select(row => row with { NextRun = parts.Workers.NextRunOf(row.Name) }),
    ];

    /// <exception cref="Refusal">The status is none.</exception>
    public InstanceList Instances(string? status, string? name, string? id, string? after)
    {
        var filter = InstanceFilter.All with
        {
            Statuses = Choice<OrchestrationRuntimeStatus>(status) is { } one ? [one] : null,
            Name = Text(name),
            IdPart = Text(id),
        };
        return new InstanceList(
            InstancePage.Of(Store, filter, Text(after), PageSize),
            Count().Instances.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value),
            [.. rows.Where(row => row.Kind == "orchestration").Select(row => row.Trigger)]);
    }

    /// <exception cref="Refusal">There is no such instance.</exception>
    public InstanceView Instance(string? id) => InstanceView.Of(Store, Find(id));

    /// <exception cref="Refusal">There is no such instance.</exception>
    public InstanceState Find(string? id) => Text(id) is { } text && Store.Find(text) is { } state
        ? state
        : throw Refusal.Missing($"There is no instance '{id}'. It may have been purged.");

    public TimerList Timers() => new(Count().Timers, [.. Store.ReadTimers(MostTimers).Select(TimerRowOf)]);

    /// <exception cref="Refusal">The state is none.</exception>
    public BlobList Blobs(string? state, string? name) =>
        BlobList.Of([.. parts.Workers.Blobs.SelectMany(source => source.Receipts)], Choice<BlobState>(state), Text(name));

    /// <exception cref="Refusal">The function has given up no such blob.</exception>
    public void RetryBlob(string function, string? container, string? name)
    {
        if (!parts.Workers.RetryBlob(function, container ?? "", name ?? ""))
            throw Refusal.Missing($"Function {function} has not given up {container}/{name}, or it has changed since.");
    }

    public IReadOnlyList<EntityRow> Entities() => EntityRow.Of(parts.Broker, rows);

    /// <exception cref="Refusal">There is no such entity.</exception>
    public MessagePage Messages(string? entity)
    {
        var found = parts.Broker.Entities().FirstOrDefault(known => string.Equals(known.Path, entity, StringComparison.OrdinalIgnoreCase))
            ?? throw Refusal.Missing($"Nothing has been sent to or received from '{entity}'.");
        return new MessagePage(found.Path, found.Waiting, [.. parts.Broker.Peek(found.Path, MostMessages).Select(MessageView.Of)]);
    }

    // What is in memory has an address that nothing can be reached at.
    private static string Address(Uri uri) => uri.Host.EndsWith(".invalid", StringComparison.Ordinal) ? InMemory : uri.ToString();

    private static T? Choice<T>(string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return Enum.TryParse(text, ignoreCase: true, out T choice) && Enum.IsDefined(choice)
            ? choice
            : throw new Refusal(400, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private TimerRow TimerRowOf(Message timer) => new(
        timer.InstanceId,
        Store.Find(timer.InstanceId)?.Name,
        timer.Due,
        timer.Event is TimerFired { Until: { } until } ? new DateTimeOffset(until, TimeSpan.Zero) : null);

    private IEnumerable<Place> Places()
    {
        yield return new Place("HTTP functions", new Uri(parts.Address, parts.HostJson.RoutePrefix).ToString());
        yield return new Place("SMS inbox", new Uri(parts.Address, "inbox").ToString(), IsPage: true);
        yield return new Place("E-mail inbox", new Uri(parts.Address, "inbox/email").ToString(), IsPage: true);
        yield return new Place("Blobs", Address(parts.Storage.Blobs.Uri));
        yield return new Place("Tables", Address(parts.Storage.Tables.Uri));
        yield return new Place("Data", parts.Database?.Path ?? InMemory);
    }

    private StoreCounts Count()
    {
        lock (counting)
        {
            if (counts is not null && TimeProvider.System.GetElapsedTime(counted) < CountsHold)
                return counts;
            counts = Store.Count();
            counted = TimeProvider.System.GetTimestamp();
            return counts;
        }
    }
}
