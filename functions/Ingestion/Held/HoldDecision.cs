namespace Collections.Functions.Ingestion.Held;

public enum HoldVerdict { Released, Discarded }

/// <summary>What a supervisor decided about a held file.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Reason">The person's words, numbers masked. Answered over HTTP, not published.</param>
/// <param name="HeldFor">Codes of what the file was held for.</param>
/// <param name="Waived">Those of them that do not hold it again.</param>
/// <param name="Command">The request: repeated, it is the same decision.</param>
public sealed record HoldDecision(
    HoldVerdict Verdict, string By, DateTimeOffset At, string? Reason, IReadOnlyList<string> HeldFor, IReadOnlyList<string> Waived, string Command);

/// <summary>What holds of the codes that files are held for.</summary>
public static class HoldCodes
{
    /// <summary>
    /// A person may answer for these: the file is whole and unaltered, only unlikely. A file that is partial or altered never starts anything. (R9.6)
    /// </summary>
    public static IReadOnlySet<string> Waivable { get; } = new HashSet<string>(StringComparer.Ordinal) { "vanished-share", "rejected-share", "amount-unreadable", "amount-sum" };

    /// <summary>Nothing but another delivery changes these: judged again, the same file fails again.</summary>
    public static IReadOnlySet<string> Final { get; } = new HashSet<string>(StringComparer.Ordinal) { "sha256", "manifest" };
}
