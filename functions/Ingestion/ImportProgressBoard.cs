using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Where running imports leave how far they are: at once for whoever looks within this process, and every second of technical time for everybody else, in
/// the institution's one row (its files are taken one at a time). Nothing depends on it, so nothing fails with it.
/// </summary>
public sealed class ImportProgressBoard(Tables tables, [FromKeyedServices("technical")] TimeProvider technical)
{
    private const string Row = "progress";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Step> steps = new(StringComparer.Ordinal);

    /// <summary>Imports that run in this process.</summary>
    public IReadOnlyList<ImportProgress> Here => [.. steps.Values.Select(step => step.Latest).OrderBy(progress => progress.Name, StringComparer.Ordinal)];

    public Task ReadAsync(QueuedFile file, long bytes, long of, long rows, CancellationToken cancellation) =>
        NoteAsync(file, ImportProgress.Reading(file, bytes, of, rows), cancellation);

    /// <summary>A chunk is done; others may have been done elsewhere.</summary>
    public Task AppliedAsync(ChunkCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Of == 0) return Task.CompletedTask;
        var known = steps.TryGetValue(call.File.Import, out var step) && step.Latest.Step != ImportProgress.Plan ? step.Latest.Done : 0;
        var done = (int)Math.Min(call.Of, Math.Max(known, call.Done) + 1);
        return NoteAsync(call.File, ImportProgress.Applying(call.File, StepOf(call.File.Manifest.Kind), done, call.Of), cancellation);
    }

    public void Ended(string import) => steps.TryRemove(import, out _);

    /// <summary>How far a running import is, as far as anybody has said.</summary>
    public async Task<ImportProgress?> FindAsync(ImportReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Status != ImportStatus.Running) return null;
        if (steps.TryGetValue(report.Id, out var step)) return step.Latest;
        var table = await tables.GetAsync(InstitutionState.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(report.Institution, Row, cancellationToken: cancellation);
        var progress = row.HasValue ? JsonSerializer.Deserialize<ImportProgress>(row.Value!.GetString("Progress")!, CollectionsJson.Options) : null;
        return progress?.Import == report.Id ? progress : null;
    }

    internal static string StepOf(ExportKind kind) => kind == ExportKind.Delinquency ? "compare" : "rows";

    private async Task NoteAsync(QueuedFile file, ImportProgress progress, CancellationToken cancellation)
    {
        var now = technical.GetUtcNow();
        var step = steps.AddOrUpdate(
            file.Import,
            _ => Step.Begin(progress, technical.GetTimestamp(), now),
            (_, before) => before.Latest.Step == progress.Step ? before : Step.Begin(progress, technical.GetTimestamp(), now));
        step.Latest = progress with { RowsPerSecond = step.Rate(progress.Rows, technical.GetElapsedTime(step.Began)) };
        if (!step.IsDue(now, Pause)) return;
        try
        {
            var table = await tables.GetAsync(InstitutionState.Table, cancellation);
            var entity = new TableEntity(file.Institution, Row) { ["Progress"] = JsonSerializer.Serialize(step.Latest, CollectionsJson.Options) };
            await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            // The next second says more.
        }
    }

    private sealed class Step
    {
        private long saved;

        /// <summary>Timestamp.</summary>
        public required long Began { get; init; }

        public required long RowsBefore { get; init; }

        public required ImportProgress Latest { get; set; }

        public static Step Begin(ImportProgress first, long timestamp, DateTimeOffset now) =>
            new() { Began = timestamp, RowsBefore = first.Rows, Latest = first, saved = now.UtcTicks };

        public long? Rate(long rows, TimeSpan elapsed) => elapsed > TimeSpan.Zero && rows > RowsBefore ? (rows - RowsBefore) * TimeSpan.TicksPerSecond / elapsed.Ticks : null;

        /// <summary>Whether it is time to tell everybody; whoever asks then does it.</summary>
        public bool IsDue(DateTimeOffset now, TimeSpan pause)
        {
            var before = Interlocked.Read(ref saved);
            return now.UtcTicks - before >= pause.Ticks && Interlocked.CompareExchange(ref saved, now.UtcTicks, before) == before;
        }
    }
}
