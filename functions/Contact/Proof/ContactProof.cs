using Collections.Functions.Cases;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Proof;

/// <summary>Why a contact was allowed or not, and what became of it, as it was stored at the time.</summary>
public sealed record ContactProof
{
    public required string Contact { get; init; }

    public required CaseKey Case { get; init; }

    public required DebtorKey Debtor { get; init; }

    public required Channel Channel { get; init; }

    public required Purpose Purpose { get; init; }

    public required Party Party { get; init; }

    public string? Person { get; init; }

    public string? Agency { get; init; }

    /// <summary><c>system</c>, or a person's id with the role acted in.</summary>
    public required string By { get; init; }

    /// <summary>When it was judged and counted.</summary>
    public required DateTimeOffset At { get; init; }

    public required ContactState State { get; init; }

    public required ToldVerdict Verdict { get; init; }

    /// <summary>Missing for contacts of the time before it was kept.</summary>
    public ProvenLedger? Ledger { get; init; }

    /// <summary>Missing for what never came so far, and for contacts that people make.</summary>
    public ProvenSending? Sending { get; init; }

    public ProvenText? Text { get; init; }

    public string? ProviderMessage { get; init; }

    /// <summary>What the case's stream says of it, each with its place in the hash chain.</summary>
    public required IReadOnlyList<ProvenFact> Facts { get; init; }

    /// <summary>The debtor's other accounts that the text spoke of, with what their streams say of it; missing: none.</summary>
    public IReadOnlyList<ProvenCover>? Covered { get; init; }

    /// <summary>Hash of the case's last fact, hexadecimal.</summary>
    public required string ChainEnd { get; init; }
}

/// <summary>What the rules counted, and what they count from then on.</summary>
/// <param name="Suspended">The suspensions of both: reasons of health and family by a neutral word. (R8.2)</param>
public sealed record ProvenLedger(DebtorLedger Before, DebtorLedger After, IReadOnlyList<ProvenSuspension> Suspended)
{
    public static ProvenLedger Of(DebtorLedger before, DebtorLedger after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new ProvenLedger(
            before with { Suspensions = [] }, after with { Suspensions = [] },
            [.. before.Suspensions.Select(held => new ProvenSuspension(held.Id, SuspensionRule.GroundOf(held.Kind), held.From, held.Until, held.Account))]);
    }
}

/// <param name="Account">Null: all that the debtor owes.</param>
public sealed record ProvenSuspension(string Id, string Ground, DateTimeOffset From, DateTimeOffset? Until, AccountKey? Account);

/// <param name="At">When all was checked for the last time.</param>
/// <param name="Checks">What was asked then, in order.</param>
/// <param name="StoppedBy">The one that gave the contact up; missing: none did.</param>
public sealed record ProvenSending(DateTimeOffset At, IReadOnlyList<string> Checks, string? StoppedBy);

/// <param name="Hash">SHA-256 of the text that went out, hexadecimal.</param>
/// <param name="Template">Name, variant, language and version.</param>
public sealed record ProvenText(string Hash, string? Template);

/// <param name="Account">In whose counters the message counts too.</param>
/// <param name="At">When the gate was asked for it.</param>
/// <param name="Rung">The rung that was due there.</param>
/// <param name="Facts">What the covered case's stream says of the contact.</param>
/// <param name="ChainEnd">Hash of that case's last fact, hexadecimal.</param>
public sealed record ProvenCover(CaseKey Case, AccountKey? Account, DateTimeOffset At, string Rung, IReadOnlyList<ProvenFact> Facts, string ChainEnd);

/// <param name="Hash">Of the chain up to this fact, hexadecimal.</param>
public sealed record ProvenFact(long Sequence, DateTimeOffset At, string By, Fact Fact, string Hash);
