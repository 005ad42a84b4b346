namespace Collections.Functions.Contact.Carriers;

/// <summary>Whether a message arrived within the hours in which messages may arrive. Pure. (R9.3)</summary>
public static class DeliveryWindow
{
    /// <summary>The window rule that was closed at the party's place when the message arrived, or null.</summary>
    /// <param name="law">Under which the message was let go.</param>
    public static string? ClosedAt(Law law, DebtorLedger ledger, IntendedContact intended, DateTimeOffset delivered)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(intended);
        var question = new GateQuestion(law.Pack, law.Calendar, ledger, intended);
        foreach (var rule in law.Pack.Rules.OfType<WindowRule>().Where(rule => rule.Binds(intended)))
        {
            // What may leave until a margin before the end may arrive until the end.
            if ((intended.Zones ?? law.Pack.Zones).Clocks.Any(zone => IsClosed(rule, zone, delivered) && IsClosed(rule, zone, delivered - law.Pack.MessageMargin))) return rule.Id;
        }

        return null;

        bool IsClosed(WindowRule rule, WallClock clock, DateTimeOffset at) => rule.ClosedUntil(question, new Moment(at, clock)) is not null;
    }
}
