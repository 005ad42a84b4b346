using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Http;
using Collections.Local.Host.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Inside;

/// <summary>
/// The page at <c>/host</c> and its calls under <c>/host/api</c>. Reading never waits; what changes something takes its turn with work items, as
/// requests for functions do. Ids and paths come in the query, since they may hold any character.
/// </summary>
internal sealed partial class InsideEndpoints(
    HostInspector inspector, InstanceControls controls, InProcessBroker broker, WorkGate gate, ILogger<InsideEndpoints> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly LocalPage Page = new("Inside.index.html");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/host", Page.WriteAsync);
        endpoints.MapGet("/host/page/{file}", PageFiles.Of);
        var api = endpoints.MapGroup("/host/api").AddEndpointFilter(AnswerAsync);
        api.MapGet("/overview", inspector.Overview);
        api.MapGet("/functions", inspector.Functions);
        api.MapGet("/instances", (string? status, string? name, string? id, string? after) => inspector.Instances(status, name, id, after));
        api.MapGet("/instance", (string? id) => inspector.Instance(id));
        api.MapGet("/timers", inspector.Timers);
        api.MapGet("/blobs", (string? state, string? name) => inspector.Blobs(state, name));
        api.MapGet("/bus", inspector.Entities);
        api.MapGet("/bus/messages", (string? entity) => inspector.Messages(entity));

        var change = api.MapGroup("").AddEndpointFilter(SameOriginOnly.FilterAsync).AddEndpointFilter(TakeTurnAsync);
        change.MapPost("/instance/event", async (string? id, HttpContext http) => await controls.RaiseAsync(Named(id), await ReadAsync<EventToRaise>(http)));
        change.MapPost("/instance/suspend", async (string? id, HttpContext http) => await controls.SuspendAsync(Named(id), await ReadAsync<Reason>(http)));
        change.MapPost("/instance/resume", async (string? id, HttpContext http) => await controls.ResumeAsync(Named(id), await ReadAsync<Reason>(http)));
        change.MapPost("/instance/terminate", async (string? id, HttpContext http) => await controls.TerminateAsync(Named(id), await ReadAsync<Termination>(http)));
        change.MapPost("/instance/restart", async (string? id) => await controls.RestartAsync(Named(id)));
        change.MapPost("/instance/purge", async (string? id) => await controls.PurgeAsync(Named(id)));
        change.MapPost("/blobs/retry", (string? function, string? container, string? name) => inspector.RetryBlob(Named(function), container, name));
        change.MapPost("/bus/resend", async (string? entity, long? sequence) => await broker.ResendAsync(Named(entity), sequence ?? 0));
    }

    private static string Named(string? id) => string.IsNullOrEmpty(id) ? throw new Refusal(400, "Say which one: ?id=…") : id;

    private static async Task<T> ReadAsync<T>(HttpContext http) =>
        await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Json, http.RequestAborted) ?? throw new Refusal(400, "The request needs a JSON object.");

    private async ValueTask<object?> TakeTurnAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        using var turn = await gate.EnterAsync(call.HttpContext);
        return await next(call);
    }

    private async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var response = call.HttpContext.Response;
        LocalPage.Guard(response);
        response.Headers["Business-Time"] = inspector.Now.ToString("O");
        try
        {
            return await next(call) switch
            {
                null or EmptyHttpResult => TypedResults.NoContent(),
                IResult result => result,
                var answer => Results.Json(answer, Json),
            };
        }
        catch (Exception e) when (!call.HttpContext.RequestAborted.IsCancellationRequested)
        {
            if (Refusal.Of(e) is { } refusal)
                return refusal;
            LogFailed(e, call.HttpContext.Request.Path);
            return TypedResults.Problem("That failed; the host's log says why.", statusCode: StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking inside failed at {Path}")]
    private partial void LogFailed(Exception exception, string path);
}
