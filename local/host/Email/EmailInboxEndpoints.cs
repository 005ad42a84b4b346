using Collections.Local.Host.Http;
using Collections.Local.Host.Inboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Collections.Local.Host.Email;

/// <summary>The inbox over HTTP: the service's own calls, and a page with its few calls for people and tests.</summary>
public static class EmailInboxEndpoints
{
    private const int MostBytes = 10 * 1024 * 1024;

    private static readonly LocalPage Page = new("Email.inbox.html");

    /// <summary>Maps <c>POST /emails:send</c>, <c>GET /emails/operations/{id}</c> and everything under <c>/inbox/email</c>.</summary>
    public static IEndpointRouteBuilder MapEmailInbox(this IEndpointRouteBuilder endpoints, EmailInbox inbox)
    {
        endpoints.MapPost("/emails:send", (HttpContext http) => http.AnswerAsync(MostBytes, inbox.AnswerAsync));
        endpoints.MapGet("/emails/operations/{id}", (HttpContext http) => http.AnswerAsync(MostBytes, inbox.AnswerAsync));
        RouteGroupBuilder people = endpoints.MapGroup("/inbox/email");
        people.MapGet("", Page.WriteAsync);
        people.MapGet("/messages", (string? to, int? limit) =>
            TypedResults.Json(new MessageList(inbox.Count, [.. inbox.Messages(to, Math.Clamp(limit ?? 200, 1, 10_000)).Select(MessageView.Of)]), ServiceJson.Options));
        people.MapPost("/messages/{id}/report", (string id, ReportText report) => ReportAsync(inbox, id, report));
        people.MapGet("/rules", () => TypedResults.Json(inbox.Rules, ServiceJson.Options));
        people.MapPost("/rules", (EmailRule rule) => SetRule(inbox, rule));
        return endpoints;
    }

    private static async Task<IResult> ReportAsync(EmailInbox inbox, string id, ReportText report)
    {
        if (!Enum.TryParse(report.Status, out EmailStatus status) || status is EmailStatus.Accepted or >= EmailStatus.Refused)
            return TypedResults.Problem("'status' is Delivered, Bounced, Suppressed, Quarantined, FilteredSpam or Failed.", statusCode: StatusCodes.Status400BadRequest);
        return await inbox.ReportAsync(id, status) is { } stored
            ? TypedResults.Json(MessageView.Of(stored), ServiceJson.Options, statusCode: StatusCodes.Status202Accepted)
            : TypedResults.Problem($"No message that was taken has the id '{id}'.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult SetRule(EmailInbox inbox, EmailRule rule)
    {
        if (RecipientRules.Problem(rule) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        inbox.SetRule(rule);
        return TypedResults.Json(inbox.Rules, ServiceJson.Options);
    }

    internal sealed record ReportText(string? Status);

    internal sealed record MessageList(int Total, IReadOnlyList<MessageView> Messages);

    internal sealed record MessageView(
        string Id, string OperationId, string From, string To, string Subject, string Text, bool HasHtml, string? ReplyTo, string? Unsubscribe, string Status, string? Detail,
        DateTimeOffset At, DateTimeOffset? EventDue, DateTimeOffset? EventDone, int EventAttempts)
    {
        public static MessageView Of(EmailMessage message) => new(
            message.Id, message.OperationId, message.From, message.To, message.Subject, message.Text, message.HasHtml, message.ReplyTo, message.Unsubscribe,
            message.Status.ToString(), message.Detail, message.At, message.EventDue, message.EventDone, message.EventAttempts);
    }
}
