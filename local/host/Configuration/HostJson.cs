using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Configuration;

/// <summary>What the app's <c>host.json</c> says, as far as it means something on one machine; the defaults are those of the Functions host.</summary>
internal sealed class HostJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private HostJson()
    {
    }

    private HostJson(JsonSection root)
    {
        if (root.Text("version") != "2.0")
            throw root.Wrong("version", "must be \"2.0\"");
        FunctionTimeout = root.Time("functionTimeout", TimeSpan.FromSeconds(1)) ?? FunctionTimeout;
        LogLevels = ReadLogLevels(root.Section("logging"));
        root.Ignore(
            "aggregator", "concurrency", "customHandler", "extensionBundle", "healthMonitor", "managedDependency", "singleton", "telemetryMode",
            "watchDirectories", "watchFiles");

        var extensions = root.Section("extensions");
        ReadHttp(extensions.Section("http"));
        ReadServiceBus(extensions.Section("serviceBus"));
        ReadBlobs(extensions.Section("blobs"));
        ReadDurableTask(extensions.Section("durableTask"));
        extensions.Ignore("cosmosDB", "eventHubs", "queues", "sendGrid", "signalR", "tables", "warmup");
        extensions.RefuseOthers();
        root.RefuseOthers();
    }

    /// <summary>How long a call may take; infinite without a limit.</summary>
    public TimeSpan FunctionTimeout { get; private set; } = TimeSpan.FromMinutes(30);

    public string RoutePrefix { get; private set; } = "api";

    public int MaxConcurrentRequests { get; private set; } = 100;

    /// <summary>Requests that run or wait; more are answered 429.</summary>
    public int MaxOutstandingRequests { get; private set; } = 200;

    /// <summary>Messages that a function works on at a time.</summary>
    public int MaxConcurrentCalls { get; private set; } = 16;

    /// <summary>Whether a call that returns completes its message.</summary>
    public bool AutoCompleteMessages { get; private set; } = true;

    /// <summary>How long a message stays locked for a call that goes on.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; private set; } = TimeSpan.FromMinutes(5);

    /// <summary>Blobs that a function works on at a time.</summary>
    public int MaxDegreeOfParallelism { get; private set; } = 8 * Environment.ProcessorCount;

    /// <summary>Tries for one version of a blob.</summary>
    public int PoisonBlobThreshold { get; private set; } = 5;

    /// <summary>Null leaves it to the engine.</summary>
    public int? MaxConcurrentActivities { get; private set; }

    /// <summary>Null leaves it to the engine.</summary>
    public int? MaxConcurrentOrchestrators { get; private set; }

    public bool ThrowStatusExceptionsOnRaiseEvent { get; private set; } = true;

    /// <summary>Least severe levels by category; <c>default</c> is all others.</summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; private set; } = new Dictionary<string, LogLevel>();

    /// <summary>Without a file, the defaults.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read or is wrong; the message names the file and the member.</exception>
    public static HostJson Read(string? file)
    {
        if (file is null)
            return new HostJson();
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new HostJson(new JsonSection(file, "", json.RootElement))
                : throw new InvalidOperationException($"{file} must hold an object.");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{file} is not JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{file} could not be read: {e.Message}", e);
        }
    }

    private static Dictionary<string, LogLevel> ReadLogLevels(JsonSection logging)
    {
        var levels = logging.Section("logLevel");
        logging.Ignore("applicationInsights", "console", "fileLoggingMode");
        logging.RefuseOthers();
        return levels.Names.ToDictionary(name => name, name => levels.Choice<LogLevel>(name) ?? LogLevel.Information, StringComparer.OrdinalIgnoreCase);
    }

    private void ReadHttp(JsonSection http)
    {
        RoutePrefix = http.Text("routePrefix")?.Trim('/') ?? RoutePrefix;
        MaxConcurrentRequests = http.Limit("maxConcurrentRequests") ?? MaxConcurrentRequests;
        MaxOutstandingRequests = http.Limit("maxOutstandingRequests") ?? MaxOutstandingRequests;
        http.Ignore("customHeaders", "dynamicThrottlesEnabled", "hsts");
        http.RefuseOthers();
    }

    private void ReadServiceBus(JsonSection bus)
    {
        MaxConcurrentCalls = bus.Count("maxConcurrentCalls") ?? MaxConcurrentCalls;
        AutoCompleteMessages = bus.Flag("autoCompleteMessages") ?? AutoCompleteMessages;
        MaxAutoLockRenewalDuration = bus.Time("maxAutoLockRenewalDuration", TimeSpan.Zero) ?? MaxAutoLockRenewalDuration;
        bus.Ignore(
            "clientRetryOptions", "enableCrossEntityTransactions", "maxBatchWaitTime", "maxConcurrentCallsPerSession", "maxConcurrentSessions",
            "maxMessageBatchSize", "minMessageBatchSize", "prefetchCount", "sessionIdleTimeout", "transportType", "webProxy");
        bus.RefuseOthers();
    }

    private void ReadBlobs(JsonSection blobs)
    {
        MaxDegreeOfParallelism = blobs.Count("maxDegreeOfParallelism") ?? MaxDegreeOfParallelism;
        PoisonBlobThreshold = blobs.Count("poisonBlobThreshold") ?? PoisonBlobThreshold;
        blobs.RefuseOthers();
    }

    private void ReadDurableTask(JsonSection durable)
    {
        MaxConcurrentActivities = durable.Count("maxConcurrentActivityFunctions");
        MaxConcurrentOrchestrators = durable.Count("maxConcurrentOrchestratorFunctions");
        ThrowStatusExceptionsOnRaiseEvent = durable.Flag("throwStatusExceptionsOnRaiseEvent") ?? ThrowStatusExceptionsOnRaiseEvent;

        // The engine never replaces a running instance. Where Azure would, this machine must not look as if it did.
        if (durable.Text("overridableExistingInstanceStates") is { } states && !states.Equals("NonRunningStates", StringComparison.OrdinalIgnoreCase))
            throw durable.Wrong("overridableExistingInstanceStates", "must be NonRunningStates on the local host");
        durable.Ignore(
            "defaultVersion", "entityMessageReorderWindowInMinutes", "extendedSessionIdleTimeoutInSeconds", "extendedSessionsEnabled",
            "grpcHttpClientTimeout", "httpSettings", "hubName", "localRpcEndpointEnabled", "maxConcurrentEntityFunctions",
            "maxEntityOperationBatchSize", "maxGrpcMessageSizeInBytes", "maxOrchestrationActions", "notifications",
            "rollbackEntityOperationsOnExceptions", "storageProvider", "storeInputsInOrchestrationHistory", "tracing", "useAppLease",
            "useGracefulShutdown", "versionFailureStrategy", "versionMatchStrategy");
        durable.RefuseOthers();
    }
}
