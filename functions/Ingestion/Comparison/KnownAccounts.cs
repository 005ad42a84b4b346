using System.Collections;
using Collections.Functions.Cases;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// The comparison index as the pass over a file needs it, a few dozen bytes an account: which rows only bring another day, which are new or changed,
/// and, once the file is through, how many accounts it does not have.
/// </summary>
internal sealed class KnownAccounts
{
    /// <summary>Keys are hashes: their first bits cut them into parts of a few entries each.</summary>
    private const int PartBits = 16;

    private readonly List<UInt128> keys = [];

    private readonly int[] parts = new int[(1 << PartBits) + 1];

    private readonly List<Known> accounts = [];

    private BitArray seen = new(0);

    private KnownAccounts(BitArray existing) => Existing = existing;

    /// <summary>Shards that there are.</summary>
    public BitArray Existing { get; }

    public static async Task<KnownAccounts> LoadAsync(AccountIndex index, string institution, CancellationToken cancellation)
    {
        var known = new KnownAccounts(await index.ExistingAsync(institution, cancellation));
        for (var shard = 0; shard < AccountIndex.Shards; shard++)
        {
            if (!known.Existing[shard]) continue;
            foreach (var entry in (await index.ReadAsync(institution, shard, cancellation)).Entries) known.Add(entry);
        }

        known.Seal();
        return known;
    }

    /// <summary>Place of an account, or a negative number.</summary>
    public int Find(UInt128 account)
    {
        var part = PartOf(account);
        return keys.BinarySearch(parts[part], parts[part + 1] - parts[part], account, null);
    }

    /// <summary>Notes that the file has an account. False if it was noted before.</summary>
    public bool See(int place)
    {
        if (seen[place]) return false;
        seen[place] = true;
        return true;
    }

    public bool IsSeen(int place) => seen[place];

    /// <summary>Whether the last snapshots had the account.</summary>
    public bool IsLive(int place) => accounts[place].Live;

    public Product ProductOf(int place) => accounts[place].Product;

    /// <summary>Whether a later file has spoken of the account. (R1.5)</summary>
    public bool IsNewer(int place, QueuedFile file)
    {
        var known = accounts[place];
        var (date, sequence) = (file.Manifest.BusinessDate, file.Manifest.Sequence);
        return known.BusinessDate > date || (known.BusinessDate == date && known.Sequence > sequence);
    }

    /// <summary>Whether a row brings nothing but another day, or is older than what is known. (R1.5, R1.6)</summary>
    public bool IsQuiet(int place, in AccountFigures figures, QueuedFile file, InstitutionProfile profile)
    {
        var known = accounts[place];
        var date = file.Manifest.BusinessDate;
        if (IsNewer(place, file)) return true;
        if (!known.Live || !figures.IsOverdue || known.Print != figures.Print) return false;
        var accrual = Accrual.Of(profile, known.Overdue, known.BusinessDate, date);
        return !accrual.IsExceeded(known.Overdue, figures.Overdue) && !accrual.IsExceeded(known.Balance, figures.Balance);
    }

    /// <summary>
    /// Accounts that the last snapshots had, and those of them that the file does not have although nothing became known of them since: a payment or an exit
    /// explains that an account is missing. What this import wrote itself in an earlier try does not count.
    /// </summary>
    public AbsenteeCount Absentees(ulong import, IReadOnlySet<UInt128> explained)
    {
        long live = 0, vanished = 0;
        for (var place = 0; place < accounts.Count; place++)
        {
            if (!accounts[place].Live || accounts[place].Import == import) continue;
            live++;
            if (!seen[place] && !explained.Contains(keys[place])) vanished++;
        }

        return new AbsenteeCount(live, vanished);
    }

    private static int PartOf(UInt128 account) => (int)(account >> (128 - PartBits));

    private void Seal()
    {
        seen = new BitArray(keys.Count);
        foreach (var key in keys) parts[PartOf(key) + 1]++;
        for (var part = 0; part < 1 << PartBits; part++) parts[part + 1] += parts[part];
    }

    private void Add(IndexEntry entry)
    {
        keys.Add(entry.Account);
        accounts.Add(new Known(
            entry.Figures.Print, entry.Figures.Overdue, entry.Figures.Balance, entry.BusinessDate, entry.Sequence, entry is { Gone: false, Absent: 0 }, entry.Import, entry.Product));
    }

    private readonly record struct Known(UInt128 Print, long Overdue, long Balance, DateOnly BusinessDate, int Sequence, bool Live, ulong Import, Product Product);
}
