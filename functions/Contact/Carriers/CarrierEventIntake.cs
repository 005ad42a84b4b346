using System.Text.Json;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// Takes a batch of events one by one: one that cannot be read is reported and left, one that could not be taken for now does not keep the others from being
/// taken, and makes the whole batch come again (503). All of them have one effect however often they come.
/// </summary>
public sealed partial class CarrierEventIntake(ILogger<CarrierEventIntake> logger)
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>The body. Refuses (413) one that is too large.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > LargestBody) throw new RefusedException(413, "too-large", "The body is larger than 1 MiB.");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>A body as JSON. Refuses (400) what is none.</summary>
    public static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new RefusedException(400, "invalid-json", "The body is not JSON.");
        }
    }

    /// <param name="take">Takes one event; false: what it must tell is missing.</param>
    public async Task TakeAsync<T>(IReadOnlyList<T?> events, Func<T, string> idOf, Func<T, CancellationToken, Task<bool>> take, CancellationToken cancellation) where T : class
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(take);
        var missed = 0;
        foreach (var posted in events)
        {
            var id = posted is null ? "?" : idOf(posted);
            try
            {
                if (posted is null || !await take(posted, cancellation)) LogPoison(logger, Safe(id), "unreadable");
            }
            catch (RefusedException refused)
            {
                // The case is gone, or will never take it.
                LogPoison(logger, Safe(id), refused.Code);
            }
#pragma warning disable CA1031 // Whatever it is, the other events are taken, and this one comes again.
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                missed++;
                LogMissed(logger, Safe(id), failure.GetType().Name);
            }
        }

        if (missed > 0) throw new RefusedException(503, "unavailable", $"{missed} of {events.Count} events could not be taken now. Send them again.");
    }

    /// <summary>Ids come from outside: only the form that ids have is logged.</summary>
    private static string Safe(string id) => id.Length <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id : "?";

    [LoggerMessage(EventId = 5702, Level = LogLevel.Error, Message = "Event {Event} is left aside: {Why}")]
    private static partial void LogPoison(ILogger logger, string @event, string why);

    [LoggerMessage(EventId = 5703, Level = LogLevel.Warning, Message = "Event {Event} could not be taken now: {Why}")]
    private static partial void LogMissed(ILogger logger, string @event, string why);
}
