using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>When the debtor was treated as vulnerable, and what pressed him then: steps up, visits, collection messages, calls of people who are not trained. (R3.6)</summary>
internal sealed class CareTrail
{
    public const string Rule = "pressure-on-vulnerable";

    private readonly List<(DateTimeOffset From, DateTimeOffset? Allowed, DateTimeOffset? Until)> times = [];

    private readonly HashSet<string> collecting = new(StringComparer.Ordinal);

    public void Begin(DateTimeOffset at)
    {
        if (times.Count == 0 || times[^1].Until is not null) times.Add((at, null, null));
    }

    public void Allow(DateTimeOffset at)
    {
        if (times.Count > 0) times[^1] = times[^1] with { Allowed = at };
    }

    public void End(DateTimeOffset at)
    {
        if (times.Count > 0 && times[^1].Until is null) times[^1] = times[^1] with { Until = at };
    }

    /// <summary>What is wrong with a fact, by its place in the stream.</summary>
    public string? Wrong(StoredFact stored)
    {
        if (stored.Fact is ContactPlanned { Purpose: not Purpose.Service } planned) collecting.Add(planned.Contact);
        if (times.Count == 0 || times[^1] is not { Until: null, Allowed: null }) return null;
        return stored.Fact switch
        {
            StageEntered { Stage: not Stage.Negotiation } entered => $"{entered.Stage} was entered while the debtor was vulnerable.",
            SendStarted started when collecting.Contains(started.Contact) => $"Message {started.Contact} asked a vulnerable debtor for payment.",
            _ => null,
        };
    }

    /// <summary>What is wrong with a person's contact of the debtor.</summary>
    public string? Untrained(ContactRecord record)
    {
        foreach (var (from, allowed, until) in times)
        {
            if (from >= record.At || until <= record.At) continue;
            if (record.Channel == Channel.Call && !record.By.EndsWith($"/{Roles.Specialist}", StringComparison.Ordinal) && !record.By.EndsWith($"/{Roles.Supervisor}", StringComparison.Ordinal))
                return $"Call {record.Contact} of a vulnerable debtor was made by somebody who is not trained.";
            if (record.Channel != Channel.Call && record.Purpose != Purpose.Service && !(allowed < record.At)) return $"{record.Channel} {record.Contact} pressed a vulnerable debtor.";
        }

        return null;
    }
}
