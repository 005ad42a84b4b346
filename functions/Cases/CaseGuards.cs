using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>What refuses any command of a person. Pure.</summary>
public static class CaseGuards
{
    public static void RefuseClosed(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Closed is { } reason) throw new RefusedException(409, "case-closed", $"The case is closed ({reason}).");
    }
}
