using Collections.Local.Host.Http;
using Collections.Local.Host.Inboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Collections.Local.Host.Sms;

/// <summary>The inbox over HTTP: the service's own call, and a page with its few calls for people and tests.</summary>
public static class SmsInboxEndpoints
{
    private const int MostBytes = 256 * 1024;

    private static readonly LocalPage Page = new("Sms.inbox.html");

    /// <summary>Maps <c>POST /sms</c> and everything under <c>/inbox</c>.</summary>
    public static IEndpointRouteBuilder MapSmsInbox(this IEndpointRouteBuilder endpoints, SmsInbox inbox)
    {
        endpoints.MapPost("/sms", (HttpContext http) => http.AnswerAsync(MostBytes, inbox.AnswerAsync));
        RouteGroupBuilder people = endpoints.MapGroup("/inbox");
        people.MapGet("", Page.WriteAsync);
        people.MapGet("/messages", (string? to, string? tag, int? limit, long? before) => List(inbox, to, tag, limit, before));
        people.MapPost("/messages/{id}/reply", (string id, ReplyText reply) => ReplyAsync(inbox, id, reply));
        people.MapGet("/rules", () => TypedResults.Json(inbox.Rules, ServiceJson.Options));
        people.MapPost("/rules", (SmsRule rule) => SetRule(inbox, rule));
        return endpoints;
    }

    private static IResult List(SmsInbox inbox, string? to, string? tag, int? limit, long? before)
    {
        // A plus sign in a query is a space once it is decoded, and numbers begin with one.
        string? number = to?.Replace(' ', '+');
        IReadOnlyList<SmsMessage> found = inbox.Messages(number, tag, Math.Clamp(limit ?? 200, 1, 10_000), before);
        return TypedResults.Json(new MessageList(inbox.Count, [.. found.Select(MessageView.Of)]), ServiceJson.Options);
    }

    private static async Task<IResult> ReplyAsync(SmsInbox inbox, string id, ReplyText reply)
    {
        if (string.IsNullOrWhiteSpace(reply.Text))
            return TypedResults.Problem("'text' is missing.", statusCode: StatusCodes.Status400BadRequest);
        return await inbox.ReplyAsync(id, reply.Text.Trim()) is { } stored
            ? TypedResults.Json(MessageView.Of(stored), ServiceJson.Options, statusCode: StatusCodes.Status202Accepted)
            : TypedResults.Problem($"No message to a recipient has the id '{id}'.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult SetRule(SmsInbox inbox, SmsRule rule)
    {
        if (rule.Problem() is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        inbox.SetRule(rule);
        return TypedResults.Json(inbox.Rules, ServiceJson.Options);
    }

    internal sealed record ReplyText(string? Text);

    internal sealed record MessageList(int Total, IReadOnlyList<MessageView> Messages);

    internal sealed record MessageView(
        string Id, long Sequence, string Direction, string From, string To, string Text, int Segments, string? Tag, string Status, string? Detail,
        DateTimeOffset At, DateTimeOffset TechnicalAt, DateTimeOffset? EventDue, DateTimeOffset? EventDone, int EventAttempts)
    {
        public static MessageView Of(SmsMessage message) => new(
            message.Id, message.Sequence, message.Direction.ToString(), message.From, message.To, message.Text, SmsSegments.Count(message.Text),
            message.Tag, message.Status.ToString(), message.Detail, message.At, message.TechnicalAt, message.EventDue, message.EventDone,
            message.EventAttempts);
    }
}
