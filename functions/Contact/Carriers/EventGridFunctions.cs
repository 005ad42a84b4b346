using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Carriers;

/// <summary>Where Event Grid posts what became of messages, and what debtors answer.</summary>
public sealed class EventGridFunctions(AzureEvents events, CarrierEventIntake intake, EventGridAccess access)
{
    private const string Handshake = "Microsoft.EventGrid.SubscriptionValidationEvent";

    [Function("SmsEvents")]
    [Anonymous("Event Grid proves itself by the shared secret in the query or by its own bearer token.")]
    public Task<IResult> Sms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "sms/events")] HttpRequest request, CancellationToken cancellation) => ReceiveAsync(request, "Sms", cancellation);

    [Function("EmailEvents")]
    [Anonymous("Event Grid proves itself by the shared secret in the query or by its own bearer token.")]
    public Task<IResult> Email(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "email/events")] HttpRequest request, CancellationToken cancellation) => ReceiveAsync(request, "Email", cancellation);

    private async Task<IResult> ReceiveAsync(HttpRequest request, string section, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (HttpMethods.IsOptions(request.Method)) return Allow(request);
        await access.RequireAsync(request, section, cancellation);
        using var json = CarrierEventIntake.Parse(await CarrierEventIntake.ReadAsync(request, cancellation));
        var posted = CarrierEvent.Read(json.RootElement);
        if (posted.FirstOrDefault(one => one?.Type == Handshake) is { } handshake) return Answers.Ok(new { ValidationResponse = handshake.Data.Text("validationCode") });
        await intake.TakeAsync(posted, one => one.Id, events.ReceiveAsync, cancellation);
        return Results.Ok();
    }

    /// <summary>The handshake of CloudEvents' webhooks. Allowing Event Grid to post is no proof: each post proves itself.</summary>
    private static IResult Allow(HttpRequest request)
    {
        const string origin = "eventgrid.azure.net";
        if (request.Headers["WebHook-Request-Origin"] != origin) throw new RefusedException(403, "origin", $"Only {origin} may post events.");
        request.HttpContext.Response.Headers["WebHook-Allowed-Origin"] = origin;
        request.HttpContext.Response.Headers["WebHook-Allowed-Rate"] = "*";
        return Results.Ok();
    }
}
