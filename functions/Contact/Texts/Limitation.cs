using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Texts;

/// <summary>Whether texts may speak of going to court. (R3.7)</summary>
public static class Limitation
{
    /// <summary>General period of the Civil Code, art. 188.</summary>
    private const int Years = 3;

    /// <summary>
    /// Whether the period may have passed, on the debtor's side: counted from the oldest unpaid due date, without any interruption, so that a text rather
    /// stays silent than threatens what is barred.
    /// </summary>
    public static bool MayHavePassed(CaseState state, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        return today > state.Balance.Position.DueDate.AddYears(Years);
    }
}
