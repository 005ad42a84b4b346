using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;

namespace Collections.Cli.Replay;

/// <summary>What came of a run. Amounts are text with two decimals. The same files give the same summary, wall time and storage calls aside.</summary>
internal sealed record Summary
{
    public static JsonSerializerOptions Json { get; } = new(CollectionsJson.Options) { WriteIndented = true };

    public required IReadOnlyList<FileSummary> Files { get; init; }

    public required CaseSummary Cases { get; init; }

    /// <summary>By channel.</summary>
    public required IReadOnlyDictionary<string, ContactCounts> Contacts { get; init; }

    public required ApprovalCounts Approvals { get; init; }

    public required long Handoffs { get; init; }

    /// <summary>What happened in each month, and how the cases stood at its end.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Months { get; init; }

    /// <summary>By arm, if strategies were tried against each other.</summary>
    public required IReadOnlyDictionary<string, ArmSummary> Arms { get; init; }

    public required long Facts { get; init; }

    public required long StorageTransactions { get; init; }

    public required int VirtualDays { get; init; }

    public double WallSeconds { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>The months as a table of Markdown, and the arms as another.</summary>
    [JsonIgnore]
    public string Table { get; init; } = "";
}

internal sealed record FileSummary(
    string Name, string Kind, string BusinessDate, long Rows, long Accepted, long Rejected, string Amount, long Opened, long Updated, long Unchanged, long Cured, long Unclear)
{
    public static FileSummary Of(ImportReport report) => new(
        report.Name, report.Kind?.ToString() ?? "", report.BusinessDate?.ToString("O", CultureInfo.InvariantCulture) ?? "", report.Rows, report.Accepted, report.Rejected,
        report.Amount, report.Opened, report.Updated, report.Unchanged, report.Cured, report.Unclear);
}

/// <param name="ByStage">Open and closed cases, by the stage they stand or ended in.</param>
/// <param name="Closed">By reason.</param>
internal sealed record CaseSummary(long Total, IReadOnlyDictionary<string, long> ByStage, IReadOnlyDictionary<string, long> Closed);

/// <param name="Sent">Messages that left, and calls, visits and letters that were made.</param>
internal sealed record ContactCounts(long Allowed, long Deferred, long Forbidden, long Sent, long Failed, long Unknown)
{
    public ContactCounts With(ContactState state) => state switch
    {
        ContactState.Deferred => this with { Deferred = Deferred + 1 },
        ContactState.Forbidden => this with { Forbidden = Forbidden + 1 },
        ContactState.Sent or ContactState.Reported => this with { Allowed = Allowed + 1, Sent = Sent + 1 },
        ContactState.Failed => this with { Allowed = Allowed + 1, Failed = Failed + 1 },
        ContactState.Unknown => this with { Allowed = Allowed + 1, Unknown = Unknown + 1 },
        ContactState.Reserved or ContactState.Sending or ContactState.Released or ContactState.Shadow => this with { Allowed = Allowed + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

internal sealed record ApprovalCounts(long Asked, long Approved, long Rejected, long Lapsed);
