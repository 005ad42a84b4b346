using System.Text.Json;
using System.Text.RegularExpressions;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

public sealed partial class EmailInbox
{
    private const int MostRecipients = 50;

    private const string Operations = "/emails/operations/";

    /// <summary>Answers <c>POST /emails:send</c> and <c>GET /emails/operations/{id}</c>; null when the caller is to get no answer at all.</summary>
    internal async Task<ServiceAnswer?> AnswerAsync(ServiceCall call)
    {
        if (signature.Problem(call) is { } forged)
            return ServiceAnswer.Error(401, "Denied", forged);
        if (!call.PathAndQuery.Contains("api-version=", StringComparison.Ordinal))
            return ServiceAnswer.Error(400, "BadRequest", "The query parameter api-version is missing.");
        return call.Method == "GET" ? await StatusAsync(call.PathAndQuery.Split('?')[0][Operations.Length..]) : await SendAsync(call);
    }

    private async Task<ServiceAnswer?> SendAsync(ServiceCall call)
    {
        EmailWire.SendRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<EmailWire.SendRequest>(call.Body.Span, ServiceJson.Options);
        }
        catch (JsonException failure)
        {
            return ServiceAnswer.Error(400, "BadRequest", $"The body is not the JSON of a message: {failure.Message}");
        }

        string operation = call.Header("Operation-Id") is { Length: > 0 } given ? given : call.Header("Repeatability-Request-ID") ?? Guid.NewGuid().ToString();
        if (!Guid.TryParse(operation, out _))
            return ServiceAnswer.Error(400, "BadRequest", "Operation-Id is a UUID.");
        if (Problem(request) is { } problem)
            return ServiceAnswer.Error(400, "EmailDroppedInvalidRequest", problem);
        var recipients = request!.Recipients!.To!.Select(address => (Address: address.Value!, Rule: rules.For(address.Value!))).ToList();
        if (recipients.Find(one => one.Rule.Outcome == EmailOutcome.Throttle).Rule is { } throttle)
            return ServiceAnswer.Error(429, "TooManyRequests", "Too many messages; wait.", throttle.Delay() ?? TimeSpan.FromSeconds(1));
        if (recipients.Exists(one => one.Rule.Outcome == EmailOutcome.Refuse))
            return ServiceAnswer.Error(400, "EmailDroppedInvalidRequest", "The recipient cannot be written to.");

        IReadOnlyList<EmailMessage> taken = await TakeOnce(operation, request, recipients);
        return taken.Any(message => message.Status == EmailStatus.Unanswered) ? ServiceAnswer.None : Running(operation, 202);
    }

    private async Task<ServiceAnswer?> StatusAsync(string operation)
    {
        Task<IReadOnlyList<EmailMessage>>? known;
        lock (gate)
        {
            byOperation.TryGetValue(operation, out known);
        }

        if (known is null)
            return ServiceAnswer.Error(404, "OperationNotFound", "There is no such operation.");
        long first = (await known)[0].Sequence;
        lock (gate)
        {
            bool isOver = messages[(int)first - 1].Status is not (EmailStatus.Accepted or EmailStatus.Lost or EmailStatus.Unanswered);
            return isOver ? Answer(operation, 200, "Succeeded") : Running(operation, 200);
        }
    }

    /// <summary>Stores the messages; an operation seen before stands for those that are there.</summary>
    private Task<IReadOnlyList<EmailMessage>> TakeOnce(string operation, EmailWire.SendRequest request, IReadOnlyList<(string Address, EmailRule Rule)> recipients)
    {
        lock (gate)
        {
            // A try that could not be stored stands for nothing.
            if (byOperation.TryGetValue(operation, out Task<IReadOnlyList<EmailMessage>>? known) && !known.IsFaulted)
                return known;
            List<EmailMessage> taken = [];
            foreach ((string address, EmailRule rule) in recipients)
            {
                EmailMessage message = NewMessage(operation, request, address, rule);
                messages.Add(message);
                taken.Add(message);
            }

            return byOperation[operation] = SaveAsync(taken);
        }
    }

    private async Task<IReadOnlyList<EmailMessage>> SaveAsync(IReadOnlyList<EmailMessage> taken)
    {
        await PutAsync(taken);
        return taken;
    }

    private EmailMessage NewMessage(string operation, EmailWire.SendRequest request, string address, EmailRule rule)
    {
        DateTimeOffset now = business.GetUtcNow();
        return new EmailMessage
        {
            Sequence = messages.Count + 1,
            OperationId = operation,
            From = request.SenderAddress!,
            To = address,
            Subject = request.Content!.Subject!,
            Text = request.Content.PlainText ?? request.Content.Html!,
            HasHtml = request.Content.Html is not null,
            ReplyTo = request.ReplyTo is [{ Value: { } reply }, ..] ? reply : null,
            Unsubscribe = request.Headers?.GetValueOrDefault("List-Unsubscribe"),
            Status = rule.Outcome switch
            {
                EmailOutcome.Lose => EmailStatus.Lost,
                EmailOutcome.UnknownTimeout => EmailStatus.Unanswered,
                _ => EmailStatus.Accepted,
            },
            At = now,
            TechnicalAt = technical.GetUtcNow(),
            Fate = rule.Fate,
            EventDue = rule.Fate is null ? null : now + (rule.Delay() ?? options.ReportDelay),
        };
    }

    private static string? Problem(EmailWire.SendRequest? request) => request switch
    {
        null => "The body is empty.",
        { SenderAddress: null or "" } => "'senderAddress' is missing.",
        { Content: null or { Subject: null or "" } } => "'content.subject' is missing.",
        { Content: { PlainText: null or "", Html: null or "" } } => "'content' has 'plainText', 'html' or both.",
        { Recipients: null or { To: null or { Count: 0 or > MostRecipients } } } => $"'recipients.to' has 1 to {MostRecipients} entries.",
        _ when request.Recipients.To.Any(address => address.Value is null || !Mailbox().IsMatch(address.Value)) => "A recipient's 'address' is not one.",
        _ => null,
    };

    private static ServiceAnswer Running(string operation, int status) => Answer(operation, status, "Running");

    private static ServiceAnswer Answer(string operation, int status, string state) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new EmailWire.Operation(operation, state), ServiceJson.Options));

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Mailbox();
}
