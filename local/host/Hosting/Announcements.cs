using Collections.Local.Host.Functions;
using Collections.Local.Host.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Hosting;

/// <summary>What a host says of itself in its log.</summary>
internal sealed partial class Announcements(ILogger<LocalHost> logger)
{
    public void Started(Uri address, IReadOnlyList<LocalFunction> functions, HttpFunctions http)
    {
        if (logger.IsEnabled(LogLevel.Information))
            LogStarted(address, functions.Count, string.Join("; ", functions.Select(function => Describe(function, address, http))));
    }

    public void Stopped() => LogStopped();

    private static string Describe(LocalFunction function, Uri address, HttpFunctions http)
    {
        if (function.Trigger is not HttpTriggerAttribute trigger)
            return $"{function.Name} ({function.Trigger.GetType().Name.Replace("TriggerAttribute", "", StringComparison.Ordinal)})";
        var methods = HttpFunctions.Methods(trigger) is { Length: > 0 } some ? string.Join(',', some) : "any method";
        return $"{function.Name} ({methods} {address}{http.RouteOf(function, trigger)})";
    }

    [LoggerMessage(LogLevel.Information, "Host started at {Address} with {Count} functions: {Functions}")]
    private partial void LogStarted(Uri address, int count, string functions);

    [LoggerMessage(LogLevel.Information, "Host stopped")]
    private partial void LogStopped();
}
