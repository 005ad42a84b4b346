using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>Where the SMS gateway posts status reports and replies.</summary>
public sealed class GatewayFunctions(GatewayEvents events, CarrierEventIntake intake, GatewayAccess access)
{
    [Function("GatewayEvents")]
    [Anonymous("The gateway proves itself by its signature.")]
    public async Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sms/gateway/events")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await CarrierEventIntake.ReadAsync(request, cancellation);
        var nonce = access.Require(request, body);
        using var json = CarrierEventIntake.Parse(body);
        await intake.TakeAsync(GatewayEvents.Read(json.RootElement), posted => posted.Id, events.ReceiveAsync, cancellation);
        access.Remember(nonce);
        return Results.Ok();
    }
}
