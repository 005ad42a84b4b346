using System.Text.Json;
using System.Text.RegularExpressions;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Sms;

public sealed partial class SmsInbox
{
    private const int MostRecipients = 100;
    private const int LongestText = 2_048;

    /// <summary>Answers <c>POST /sms</c>; null when the caller is to get no answer at all.</summary>
    internal async Task<ServiceAnswer?> AnswerAsync(ServiceCall call)
    {
        if (signature.Problem(call) is { } forged)
            return ServiceAnswer.Error(401, "Denied", forged);
        if (!call.PathAndQuery.Contains("api-version=", StringComparison.Ordinal))
            return ServiceAnswer.Error(400, "BadRequest", "The query parameter api-version is missing.");

        SmsWire.SendRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<SmsWire.SendRequest>(call.Body.Span, ServiceJson.Options);
        }
        catch (JsonException failure)
        {
            return ServiceAnswer.Error(400, "BadRequest", $"The body is not the JSON of a message: {failure.Message}");
        }

        if (Problem(request) is { } problem)
            return ServiceAnswer.Error(400, "BadRequest", problem);

        var sent = request!.SmsRecipients!.Select(recipient => (Recipient: recipient, Rule: rules.For(recipient.To!))).ToList();
        if (sent.Find(one => one.Rule.Outcome == SmsOutcome.Throttle).Rule is { } throttle)
            return ServiceAnswer.Error(429, "TooManyRequests", "Too many messages; wait.", throttle.Delay() ?? TimeSpan.FromSeconds(1));

        var fault = Faults?.Next(FaultPoint.SmsCall);
        if (fault == FaultKind.SmsReset)
            return ServiceAnswer.None;
        if (Refusal(fault) is { } refusal)
            return refusal;
        if (fault == FaultKind.SmsSlow)
            await Faults!.SlowAsync(CancellationToken.None);

        SmsMessage[] taken = await Task.WhenAll(sent.Select(one => TakeOnce(request, one.Recipient, one.Rule)));
        return fault == FaultKind.SmsLost || taken.Any(message => message.Status == SmsStatus.Unanswered)
            ? ServiceAnswer.None
            : new ServiceAnswer(202, JsonSerializer.SerializeToUtf8Bytes(new SmsWire.SendResponse([.. taken.Select(Result)]), ServiceJson.Options));
    }

    /// <summary>Faults that refuse the call as a whole.</summary>
    private ServiceAnswer? Refusal(FaultKind? fault) => fault switch
    {
        FaultKind.SmsThrottle => ServiceAnswer.Error(429, "TooManyRequests", "Too many messages; wait.", Faults!.RetryAfter),
        FaultKind.SmsBusy => ServiceAnswer.Error(503, "ServiceUnavailable", "The service is busy."),
        FaultKind.SmsError => ServiceAnswer.Error(500, "InternalServerError", "The service failed."),
        _ => null,
    };

    private static string? Problem(SmsWire.SendRequest? request) => request switch
    {
        null => "The body is empty.",
        { From: null or "" } => "'from' is missing.",
        { Message: null or "" or { Length: > LongestText } } => $"'message' has 1 to {LongestText} characters.",
        { SmsRecipients: null or { Count: 0 or > MostRecipients } } => $"'smsRecipients' has 1 to {MostRecipients} entries.",
        _ when request.SmsRecipients.Any(recipient => string.IsNullOrEmpty(recipient?.To)) => "A recipient has no 'to'.",
        _ => null,
    };

    private static SmsWire.SendResult Result(SmsMessage message) => message.Status == SmsStatus.Refused
        ? new SmsWire.SendResult(message.To, null, 400, "rejected", false, message.Detail)
        : new SmsWire.SendResult(message.To, message.Id, 202, "accepted", true, null);

    /// <summary>Stores the message; a repeatability id seen before stands for the message that is there.</summary>
    private Task<SmsMessage> TakeOnce(SmsWire.SendRequest request, SmsWire.Recipient recipient, SmsRule rule)
    {
        lock (gate)
        {
            string? id = recipient.RepeatabilityRequestId;
            // A try that could not be stored stands for nothing.
            if (id is not null && byRepeatabilityId.TryGetValue(id, out Task<SmsMessage>? known) && !known.IsFaulted)
                return known;

            Task<SmsMessage> saved = SaveAsync(NewMessage(request, recipient, rule));
            if (id is not null)
                Remember(id, saved);
            return saved;
        }
    }

    private SmsMessage NewMessage(SmsWire.SendRequest request, SmsWire.Recipient recipient, SmsRule rule)
    {
        DateTimeOffset now = business.GetUtcNow();
        string? refusal = !PhoneNumber().IsMatch(recipient.To!) ? "Invalid To phone number format."
            : rule.Outcome == SmsOutcome.Refuse ? "The recipient cannot be reached from this number."
            : null;
        SmsStatus status = refusal is not null ? SmsStatus.Refused : rule.Outcome switch
        {
            SmsOutcome.Lose => SmsStatus.Lost,
            SmsOutcome.UnknownTimeout => SmsStatus.Unanswered,
            _ => SmsStatus.Accepted,
        };
        return new SmsMessage
        {
            Sequence = ++lastSequence,
            Direction = SmsDirection.Outgoing,
            From = string.Intern(request.From!),
            To = recipient.To!,
            Text = request.Message!,
            Tag = request.SmsSendOptions?.Tag,
            Status = status,
            Detail = refusal ?? (rule.Outcome == SmsOutcome.Fail ? "The recipient's telephone cannot be reached." : null),
            At = now,
            TechnicalAt = technical.GetUtcNow(),
            RepeatabilityId = recipient.RepeatabilityRequestId,
            EventDue = status == SmsStatus.Accepted ? now + (rule.Delay() ?? options.ReportDelay) : null,
            IsReportWanted = request.SmsSendOptions?.EnableDeliveryReport ?? false,
            Reply = status == SmsStatus.Accepted && rule.Outcome == SmsOutcome.Answer ? rule.Reply ?? "STOP" : null,
        };
    }

    // E.164: a plus sign, a country code that does not begin with 0, 15 digits at most.
    [GeneratedRegex(@"^\+[1-9][0-9]{5,14}$")]
    private static partial Regex PhoneNumber();
}
