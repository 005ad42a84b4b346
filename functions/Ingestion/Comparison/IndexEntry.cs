using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>What the last files said of an account that has or had a case.</summary>
public sealed record IndexEntry
{
    public required UInt128 Account { get; init; }

    public required UInt128 Case { get; init; }

    /// <summary>Of <see cref="Case"/>.</summary>
    public required int Spell { get; init; }

    public required Product Product { get; init; }

    /// <summary>Fingerprints of what changes materially.</summary>
    public required RowPrints Prints { get; init; }

    /// <summary>Of the last row.</summary>
    public required AccountFigures Figures { get; init; }

    /// <summary>Newest business date that spoke of the account, present or absent.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Sequence of that file within its day.</summary>
    public required int Sequence { get; init; }

    /// <summary>Complete snapshots in a row without it.</summary>
    public int Absent { get; init; }

    /// <summary>Its cure is counted; the account is looked at again when it comes back.</summary>
    public bool Gone { get; init; }

    /// <summary>Import that wrote this (<see cref="ImportReports.TagOf"/>), and what it counted: a chunk that is worked again counts the same.</summary>
    public required ulong Import { get; init; }

    public required ImportOutcome Outcome { get; init; }

    public AccountKey AccountKey => new(Hexadecimal.Text(Account));

    public CaseKey CaseKey => new(Hexadecimal.Text(Case));

    /// <summary>Whether a file is older than the one that spoke last.</summary>
    public bool IsNewerThan(DateOnly businessDate, int sequence) => BusinessDate > businessDate || (BusinessDate == businessDate && Sequence > sequence);
}
