using Collections.Functions.Contact;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Delinquency snapshots: rows are compared with what the last files said of their accounts.</summary>
public sealed class SnapshotFeed(
    SnapshotComparison comparison, AccountIndex index, TouchedAccounts touched, InstitutionState institutions, InstitutionProfiles profiles, WorkingCalendar calendar,
    TimeProvider clock, KeyRing keys) : IFeed
{
    public ExportKind Kind => ExportKind.Delinquency;

    public IRowIntake Begin(QueuedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new Intake(this, file);
    }

    public Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation) => comparison.CompareAsync(call, cancellation);

    private async Task<SnapshotPass> PassAsync(QueuedFile file, CancellationToken cancellation)
    {
        var institution = file.Institution;
        var known = await KnownAccounts.LoadAsync(index, institution, cancellation);
        var moves = new Dictionary<UInt128, UInt128>();
        foreach (var (renamed, former) in await institutions.MovesAsync(institution, cancellation))
        {
            var key = Hexadecimal.Parse(renamed.Value);
            if (known.Find(key) >= 0) await institutions.ForgetMoveAsync(institution, renamed, cancellation);
            else moves[key] = Hexadecimal.Parse(former.Value);
        }

        var profile = await profiles.GetAsync(institution, cancellation);
        return new SnapshotPass(file, profile, await EndsSilenceAsync(profile, cancellation), known, await touched.AllAsync(institution, cancellation), moves, keys);
    }

    /// <summary>Whether cases may have given up looking for a newer balance every few hours: then the file tells them all.</summary>
    private async Task<bool> EndsSilenceAsync(InstitutionProfile profile, CancellationToken cancellation) =>
        await institutions.BalancesThroughAsync(profile.Institution, cancellation) is { } through
        && BusinessTime.DayOf(clock.GetUtcNow()) > profile.FreshThrough(through, calendar).AddDays(1);

    /// <summary>Looks up what is known when the first row is there.</summary>
    private sealed class Intake(SnapshotFeed feed, QueuedFile file) : IRowIntake
    {
        private readonly List<StagedAccount> staged = [];
        private SnapshotPass? pass;

        public async ValueTask<RowFault?> TakeAsync(ExportReader reader, StagingWriter writer, CancellationToken cancellation)
        {
            pass ??= await feed.PassAsync(file, cancellation);
            staged.Clear();
            var fault = pass.Take(reader, staged);
            foreach (var account in staged) await writer.AddAsync(account, cancellation);
            return fault;
        }

        public ImportPlan Complete(ImportPlan plan) => pass is null ? plan : plan with
        {
            Indexed = pass.Indexed,
            Nameless = pass.Nameless,
            Overdue = pass.Overdue,
            Absentees = file.Manifest.Complete && !plan.Superseded ? pass.Absentees : new AbsenteeCount(0, 0),
        };
    }
}
