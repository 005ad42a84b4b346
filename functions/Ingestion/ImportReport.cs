using System.Text.Json.Serialization;
using Collections.Functions.Ingestion.Held;
using Collections.Functions.Ingestion.Reconciliation;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Where a file stands. <see cref="Waiting"/>: for its marker, its data or its turn; <see cref="Held"/>: it is wrong as a whole and changed nothing;
/// <see cref="Refused"/>: it is nothing this system can take; <see cref="Duplicate"/>: the same bytes were taken before; <see cref="Discarded"/>: it was held,
/// and a supervisor gave it up; <see cref="Missing"/>: there is no file, though one was expected.
/// </summary>
public enum ImportStatus { Waiting, Running, Completed, Held, Duplicate, Refused, Discarded, Missing }

/// <summary>Why a file is not simply completed. Holds no personal data.</summary>
/// <param name="Code">Short stable code, e.g. <c>row-count</c>.</param>
public sealed record ImportReason(string Code, string Detail);

/// <summary>
/// What became of a file: kept, answered over HTTP and published. Accepted and rejected rows add up to the rows read. Opened, updated and unchanged
/// count rows; cured and unclear also count accounts that a complete snapshot no longer has. (R1.7)
/// </summary>
public sealed record ImportReport
{
    public required string Id { get; init; }

    public required string Institution { get; init; }

    /// <summary>Name of the data file below <c>exports/{institution}/</c>.</summary>
    public required string Name { get; init; }

    public required ImportStatus Status { get; init; }

    public ExportKind? Kind { get; init; }

    public DateOnly? BusinessDate { get; init; }

    public int? Sequence { get; init; }

    public bool? Complete { get; init; }

    public IReadOnlyList<ImportReason> Reasons { get; init; } = [];

    /// <summary>What supervisors decided while it was held, in order.</summary>
    public IReadOnlyList<HoldDecision> Decisions { get; init; } = [];

    /// <summary>Codes for which the file is no longer held.</summary>
    [JsonIgnore]
    public IReadOnlySet<string> Waived => Decisions.SelectMany(decision => decision.Waived).ToHashSet(StringComparer.Ordinal);

    /// <summary>The import of the same bytes that counts instead.</summary>
    public string? DuplicateOf { get; init; }

    public long Rows { get; init; }

    public long Accepted { get; init; }

    public long Rejected { get; init; }

    public IReadOnlyDictionary<string, int> RejectedBy { get; init; } = new Dictionary<string, int>();

    /// <summary>Sum of the accepted rows, two decimals.</summary>
    public string Amount { get; init; } = "0.00";

    /// <summary>Sum of the rejected rows as far as their amounts can be read, two decimals.</summary>
    public string RejectedAmount { get; init; } = "0.00";

    public long Opened { get; init; }

    /// <summary>Accounts whose case was told of a material change; of a payments file: payments recorded on a case.</summary>
    public long Updated { get; init; }

    /// <summary>Rows that told nothing new.</summary>
    public long Unchanged { get; init; }

    public long Cured { get; init; }

    /// <summary>Accounts that vanished without a payment that explains it; of a payments file: payments in suspense.</summary>
    public long Unclear { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>Blob in container <c>exports</c> with the rejected rows, to be corrected and sent again.</summary>
    public string? Rejects { get; init; }

    /// <summary>Business time at which the file was complete, or the first of its parts arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the dropped file, its marker and its rejects were deleted; null while they are there.</summary>
    public DateTimeOffset? RawGoneAt { get; init; }

    /// <summary>How far it is, while it runs. Answered, never stored.</summary>
    public ImportProgress? Progress { get; init; }

    public Delivery? Delivery { get; init; }

    /// <summary>Of a complete snapshot and of totals: what does and does not agree. (R1.9)</summary>
    public Reconciled? Reconciliation { get; init; }

    /// <summary>What the bank says of the file.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>Milliseconds of work, on the technical clock.</summary>
    public long? DurationMilliseconds { get; init; }
}

/// <summary>Versions of the two blobs of a delivery: whether the same name was delivered again.</summary>
public sealed record Delivery(string Marker, string Data);
