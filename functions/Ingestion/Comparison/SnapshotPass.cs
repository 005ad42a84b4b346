using System.Text;
using Collections.Functions.Ingestion.Reconciliation;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// The pass over a snapshot: every account that the file has is staged once, with its row only where the row is new or changed. Millions of rows that bring
/// nothing but another day cost no text, no case and a few dozen bytes.
/// </summary>
internal sealed class SnapshotPass
{
    private readonly QueuedFile file;
    private readonly InstitutionProfile profile;
    private readonly bool endsSilence;
    private readonly KnownAccounts known;
    private readonly KeyRing keys;
    private readonly HashSet<UInt128> touched;
    private readonly IReadOnlyDictionary<UInt128, UInt128> moves;
    private readonly HashSet<UInt128> unknown = [];
    private readonly OverdueCounter overdue = new();

    /// <param name="endsSilence">Every account is told, whatever its row says.</param>
    /// <param name="touched">Accounts of which something became known since the last snapshot.</param>
    /// <param name="moves">The former account of each that has a new number.</param>
    public SnapshotPass(
        QueuedFile file, InstitutionProfile profile, bool endsSilence, KnownAccounts known, HashSet<UInt128> touched, IReadOnlyDictionary<UInt128, UInt128> moves, KeyRing keys) =>
        (this.file, this.profile, this.endsSilence, this.known, this.touched, this.moves, this.keys) = (file, profile, endsSilence, known, touched, moves, keys);

    /// <summary>Accounts that the last snapshots had, and those that this one, now read, does not have. A file that is older than they are misses none.</summary>
    public AbsenteeCount Absentees => known.Absentees(ImportReports.TagOf(file.Import), touched);

    /// <summary>Overdue accounts of the accepted rows; without those of which a later file has spoken, whose case follows that.</summary>
    public OverdueTally Overdue => overdue.Tally();

    /// <summary>Rows of which nobody can tell whose they are: an account that seems to be missing may be one of them.</summary>
    public long Nameless { get; private set; }

    /// <summary>For <see cref="ChunkCall.IsIndexed"/>.</summary>
    public string Indexed
    {
        get
        {
            var bits = new StringBuilder();
            for (var shard = 0; shard < AccountIndex.Shards; shard += 4)
            {
                var nibble = 0;
                for (var bit = 0; bit < 4; bit++) nibble |= known.Existing[shard + bit] ? 1 << bit : 0;
                bits.Append(nibble.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
            }

            return bits.ToString();
        }
    }

    /// <summary>The reader's current row: what to stage of it, and why it is rejected, if it is.</summary>
    public RowFault? Take(ExportReader reader, List<StagedAccount> staged)
    {
        var figures = default(AccountFigures);
        var accepted = reader.Check(ref figures, out var fault);
        var number = reader.AccountNumber;
        if (number.IsEmpty || !reader.IsWhole) Nameless++;
        if (number.IsEmpty) return fault;
        var key = keys.Account(file.Institution, number);
        var place = known.Find(key);
        if (place >= 0 ? !known.See(place) : !unknown.Add(key)) return fault ?? reader.Doubled(ExportField.AccountNumber);
        if (place < 0 && moves.TryGetValue(key, out var former)) return Moved(reader, key, former, accepted ? figures : null, fault, staged);

        // A rejected account is in the file: it must not be taken for one that has vanished.
        var news = touched.Contains(key) || (endsSilence && place >= 0);
        if (!accepted) staged.Add(new StagedAccount(key, Touched: news));
        else if (!news && (place >= 0 ? known.IsQuiet(place, figures, file, profile) : !figures.IsOverdue)) staged.Add(new StagedAccount(key, figures));
        else staged.Add(new StagedAccount(key, figures, reader.Materialise(), Touched: news));
        if (accepted && (place < 0 || !known.IsNewer(place, file))) overdue.Add(staged[^1].Row?.Product ?? (place >= 0 ? known.ProductOf(place) : default), figures);
        return fault;
    }

    /// <summary>The account stands in the file under its new number alone: the second row that means it is a repetition, whichever number it has.</summary>
    private RowFault? Moved(ExportReader reader, UInt128 key, UInt128 former, AccountFigures? figures, RowFault? fault, List<StagedAccount> staged)
    {
        var place = known.Find(former);
        if (place >= 0 && !known.See(place)) return fault ?? reader.Doubled(ExportField.AccountNumber);
        if (figures is null)
        {
            if (place >= 0) staged.Add(new StagedAccount(former));
            return fault;
        }

        var row = reader.Materialise();
        staged.Add(new StagedAccount(key, figures, row, former));
        overdue.Add(row.Product, figures.Value);
        if (place >= 0) staged.Add(new StagedAccount(former, Moved: true));
        return null;
    }
}
