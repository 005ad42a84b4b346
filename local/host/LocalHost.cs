using Collections.Local.Durable;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Email;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Hosting;
using Collections.Local.Host.Sms;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Host;

/// <summary>
/// A Functions app running in this process without Functions host: HTTP, timers, blobs, messages and orchestrations.
/// It knows nothing of the app beyond its attributes.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    private static readonly TaskCompletionSource<LocalDatabaseException> Unbreakable = new();

    private readonly HostParts parts;

    private LocalHost(HostParts parts)
    {
        this.parts = parts;
        Http = new HttpClient { BaseAddress = parts.Address };
    }

    /// <summary>The root of the app's services.</summary>
    public IServiceProvider Services => parts.App.Services;

    public Uri Address => parts.Address;

    /// <summary>A client whose base address is the host's.</summary>
    public HttpClient Http { get; }

    /// <summary>Business time.</summary>
    public BusinessClock Clock => parts.Keeper.Clock;

    /// <summary>The messages behind the app's <c>ServiceBusClient</c>.</summary>
    public InProcessBroker Broker => parts.Broker;

    /// <summary>The client of the durable engine, as functions get it.</summary>
    public DurableTaskClient Durable => parts.Engine.Client;

    /// <summary>What the app has sent by SMS, and the recipients' side of it.</summary>
    public SmsInbox SmsInbox => parts.Sms;

    public EmailInbox EmailInbox => parts.Email;

    /// <summary>The blobs and tables behind the app's clients.</summary>
    public StorageAccount Storage => parts.Storage;

    /// <summary>What has become of the blobs that functions were called for.</summary>
    public IReadOnlyList<BlobReceipt> BlobReceipts => InOrder(parts.Workers.Blobs.SelectMany(source => source.Receipts));

    /// <summary>What is made to go wrong, and how often it did.</summary>
    public FaultPlan Faults => parts.Faults;

    /// <summary>Blobs given up after the last try.</summary>
    public IReadOnlyList<BlobReceipt> PoisonBlobs => InOrder(parts.Workers.Blobs.SelectMany(source => source.Poison));

    /// <summary>
    /// Ends when the disk under the data folder is full or fails, with what to tell people: the host takes no more work, and what it had acknowledged is kept. Whoever
    /// started it disposes of it.
    /// </summary>
    public Task<LocalDatabaseException> Broken => parts.Database?.Broken ?? Unbreakable.Task;

    /// <summary>Starts a host; it runs until it is disposed.</summary>
    /// <exception cref="InvalidOperationException">A function cannot run as declared, or something the host needs is missing; the message says what.</exception>
    public static async Task<LocalHost> StartAsync(Action<LocalHostOptions> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new LocalHostOptions();
        configure(options);
        return new LocalHost(await HostParts.StartAsync(options, cancellationToken));
    }

    /// <summary>A development token that the app accepts for 12 hours.</summary>
    public string IssueToken(string name, params string[] roles) => parts.Tokens.Issue(name, roles);

    /// <summary>In virtual time: runs everything that falls due up to <paramref name="time"/>, one item at a time, and leaves the clock there.</summary>
    public Task RunUntilAsync(DateTimeOffset time, CancellationToken cancellationToken = default) =>
        parts.Workers.RunUntilAsync(time, cancellationToken);

    /// <summary>In virtual time: runs everything that is due now.</summary>
    public Task RunDueAsync(CancellationToken cancellationToken = default) => RunUntilAsync(Clock.GetUtcNow(), cancellationToken);

    /// <summary>Tries a poison blob again, as if it were new.</summary>
    /// <returns>False if this function has given up no such blob.</returns>
    public Task<bool> RetryBlobAsync(string function, string container, string name) => Task.FromResult(parts.Workers.RetryBlob(function, container, name));

    /// <summary>Takes no new work, lets work in progress end, and gives everything back.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await parts.DisposeAsync();
    }

    private static IReadOnlyList<BlobReceipt> InOrder(IEnumerable<BlobReceipt> receipts) =>
        [.. receipts.OrderBy(receipt => receipt.Path, StringComparer.Ordinal).ThenBy(receipt => receipt.Function, StringComparer.Ordinal)];
}
