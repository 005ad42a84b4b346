using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>What refuses any command of a person. Pure.</summary>
public static class CaseGuards
{
    /// <summary>What another system's number looks like.</summary>
    public const string ReferenceForm = "up to 64 letters, digits, '-', '.', '_' and '/'";

    public static bool IsReference(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' or '/');

    /// <summary>Nobody agrees on anything with who has died: what is left is the estate's. (R3.6)</summary>
    public static void RefuseDeceased(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Paths.Estate is not null) throw new RefusedException(409, "deceased", "The debtor has died, as far as is known: his estate answers for the debt.");
    }

    public static void RefuseClosed(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Closed is { } reason) throw new RefusedException(409, "case-closed", $"The case is closed ({reason}).");
    }
}
