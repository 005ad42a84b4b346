namespace Collections.Functions.Contact;

/// <summary>What the gate says of a contact now, and for how long a yes holds; nothing is stored or counted.</summary>
public sealed class ContactOutlook(DebtorLedgerStore ledger, ILawBook laws, TimeProvider clock)
{
    /// <summary>Whoever has a yes for longer asks again.</summary>
    private const int MostMinutes = 120;

    /// <summary>A contact that is counted already is judged as if it were not.</summary>
    public async Task<Outlook> LookAsync(ContactRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (pack, calendar) = await laws.ForAsync(request.Institution, cancellation);
        var known = (await ledger.LoadAsync(request.Debtor, cancellation)).Without(request.Contact);
        var (intended, now) = (request.Choose(known), clock.GetUtcNow());
        var verdict = ContactGate.Judge(pack, calendar, known, intended, now);
        if (verdict.Outcome != VerdictOutcome.Allowed) return new Outlook(verdict, null);
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        for (var minutes = 1; minutes <= MostMinutes; minutes++)
        {
            var at = minute.AddMinutes(minutes);
            if (ContactGate.Judge(pack, calendar, known, intended, at).Outcome != VerdictOutcome.Allowed) return new Outlook(verdict, at);
        }

        return new Outlook(verdict, minute.AddMinutes(MostMinutes));
    }

    /// <summary>The same at a later instant, if nothing happens until then.</summary>
    public async Task<ContactVerdict> ForeseeAsync(ContactRequest request, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (pack, calendar) = await laws.ForAsync(request.Institution, cancellation);
        var known = (await ledger.LoadAsync(request.Debtor, cancellation)).Without(request.Contact);
        return ContactGate.Judge(pack, calendar, known, request.Choose(known), at);
    }
}

/// <param name="Until">Allowed: the first whole minute at which it is no longer, or at which to ask again.</param>
public sealed record Outlook(ContactVerdict Verdict, DateTimeOffset? Until);
