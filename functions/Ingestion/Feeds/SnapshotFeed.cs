using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Delinquency snapshots: rows are compared with what the last files said of their accounts.</summary>
public sealed class SnapshotFeed(SnapshotComparison comparison, KeyRing keys) : IFeed
{
    public ExportKind Kind => ExportKind.Delinquency;

    public IRowIntake Begin(QueuedFile file) => new Intake(file, keys);

    public Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation) => comparison.CompareAsync(call, cancellation);

    private sealed class Intake(QueuedFile file, KeyRing keys) : IRowIntake
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public async ValueTask<RowFault?> TakeAsync(ExportReader reader, StagingWriter writer, CancellationToken cancellation)
        {
            var row = reader.Account(out var fault);
            var number = row?.AccountNumber ?? reader.CurrentAccount;
            if (number.Length == 0) return fault;
            var key = keys.Account(file.Institution, number);
            if (!seen.Add(key.Value)) return fault ?? reader.Doubled(ExportField.AccountNumber);

            // A rejected account is in the file: it must not be taken for one that has vanished.
            await writer.AddAsync(key, new StagedAccount(key, row), cancellation);
            return fault;
        }
    }
}
