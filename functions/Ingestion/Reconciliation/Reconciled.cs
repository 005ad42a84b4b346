using Collections.Functions.Cases;

namespace Collections.Functions.Ingestion.Reconciliation;

/// <summary>
/// A complete snapshot held against what came of it: the overdue accounts that were accepted are open cases, the others were rejected. And the bank's totals of
/// the day against its snapshot. Amounts with two decimals. (R1.9)
/// </summary>
public sealed record Reconciled
{
    public IReadOnlyList<ReconciledProduct> Products { get; init; } = [];

    public long Rejected { get; init; }

    public string RejectedAmount { get; init; } = "0.00";

    /// <summary>News of accounts that no case has taken: in suspense.</summary>
    public long Waiting { get; init; }

    /// <summary>Of the payments among them.</summary>
    public string WaitingAmount { get; init; } = "0.00";

    /// <summary>News that waited for the profile's <c>suspenseDays</c> and were let go with this file.</summary>
    public long Expired { get; init; }

    /// <summary>Of the payments among them.</summary>
    public string ExpiredAmount { get; init; } = "0.00";

    /// <summary>Products and buckets of which the bank's totals and its snapshot say different things.</summary>
    public IReadOnlyList<TotalDifference> Totals { get; init; } = [];

    public bool HasDifference => Totals.Count > 0 || Products.Any(product => product.IsDifferent);
}

/// <param name="InFile">Overdue accounts in the file, accepted.</param>
/// <param name="Open">Of them with an open case.</param>
public sealed record ReconciledProduct(Product Product, long InFile, string AmountInFile, long Open, string AmountOpen)
{
    public bool IsDifferent => InFile != Open || AmountInFile != AmountOpen;
}

/// <param name="Accounts">By the bank's totals.</param>
public sealed record TotalDifference(Product Product, string Bucket, long Accounts, string Balance, long InSnapshot, string BalanceInSnapshot);

/// <summary>What is told when something does not agree: numbers only.</summary>
public sealed record ReconciliationDifference(string Import, string Institution, DateOnly BusinessDate, Reconciled Reconciliation);
