using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Guarantees;

/// <summary>A guarantee as it stands on a case.</summary>
/// <param name="Person">Id of the guarantor within the debtor's partition.</param>
/// <param name="Ends">Last day on which the claim may still be asserted.</param>
/// <param name="ClaimedOn">Day on which it was; null: not yet.</param>
/// <param name="Warned">The nearest warning that was given, in days before the end.</param>
public sealed record Guarantee(string Person, GuaranteeKind Kind, DateOnly Due, DateOnly Ends, DateOnly? ClaimedOn = null, bool Released = false, int? Warned = null)
{
    public const string Lapsed = "guarantee-lapsed";

    public const string LetGo = "guarantee-released";

    /// <summary>General limitation period of the claim against the guarantor, once it is asserted. (Civil Code art. 188, 694)</summary>
    private const int Years = 3;

    /// <summary>Why nothing may be asked of the guarantor on a day; null: it may.</summary>
    public string? Closes(DateOnly today) => Released ? LetGo : today > (ClaimedOn?.AddYears(Years) ?? Ends) ? Lapsed : null;

    /// <summary>Whether its end comes nearer and somebody has to act.</summary>
    public bool Runs(DateOnly today) => ClaimedOn is null && Closes(today) is null;
}

/// <summary>How guarantees follow from a case's facts.</summary>
public static class GuaranteeProgress
{
    public static IReadOnlyList<Guarantee> With(this IReadOnlyList<Guarantee> guarantees, GuaranteeStated stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        return [.. guarantees.Where(known => known.Person != stated.Person), new Guarantee(stated.Person, stated.Guarantee, stated.Due, stated.Ends)];
    }

    public static IReadOnlyList<Guarantee> With(this IReadOnlyList<Guarantee> guarantees, GuaranteeClaimed claimed)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        return Change(guarantees, claimed.Person, known => known with { ClaimedOn = known.ClaimedOn ?? claimed.On });
    }

    public static IReadOnlyList<Guarantee> With(this IReadOnlyList<Guarantee> guarantees, GuaranteeReleased released)
    {
        ArgumentNullException.ThrowIfNull(released);
        return Change(guarantees, released.Person, known => known with { Released = true });
    }

    /// <summary>Somebody was asked to see to one.</summary>
    public static IReadOnlyList<Guarantee> With(this IReadOnlyList<Guarantee> guarantees, TaskOpened task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return GuaranteeRules.WarningOf(task.Because) is { } warning ? Change(guarantees, warning.Person, known => known with { Warned = warning.Level }) : guarantees;
    }

    private static IReadOnlyList<Guarantee> Change(IReadOnlyList<Guarantee> guarantees, string person, Func<Guarantee, Guarantee> change) =>
        [.. guarantees.Select(known => known.Person == person ? change(known) : known)];
}
