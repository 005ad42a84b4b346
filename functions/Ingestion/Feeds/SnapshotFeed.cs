using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Delinquency snapshots: rows are compared with what the last files said of their accounts.</summary>
public sealed class SnapshotFeed(SnapshotComparison comparison, AccountIndex index, TouchedAccounts touched, InstitutionProfiles profiles, KeyRing keys) : IFeed
{
    public ExportKind Kind => ExportKind.Delinquency;

    public IRowIntake Begin(QueuedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new Intake(file, index, touched, profiles, keys);
    }

    public Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation) => comparison.CompareAsync(call, cancellation);

    /// <summary>Looks up what is known when the first row is there.</summary>
    private sealed class Intake(QueuedFile file, AccountIndex index, TouchedAccounts touched, InstitutionProfiles profiles, KeyRing keys) : IRowIntake
    {
        private SnapshotPass? pass;

        public async ValueTask<RowFault?> TakeAsync(ExportReader reader, StagingWriter writer, CancellationToken cancellation)
        {
            pass ??= new SnapshotPass(
                file,
                await profiles.GetAsync(file.Institution, cancellation),
                await KnownAccounts.LoadAsync(index, file.Institution, cancellation),
                await touched.AllAsync(file.Institution, cancellation),
                keys);
            var fault = pass.Take(reader, out var staged);
            if (staged is not null) await writer.AddAsync(staged, cancellation);
            return fault;
        }

        public ImportPlan Complete(ImportPlan plan) => pass is null ? plan : plan with
        {
            Indexed = pass.Indexed,
            Overdue = pass.Overdue,
            Absentees = file.Manifest.Complete && !plan.Superseded ? pass.Absentees : new AbsenteeCount(0, 0),
        };
    }
}
