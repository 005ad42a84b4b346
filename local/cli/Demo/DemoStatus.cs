using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Demo;

/// <summary>How things stand at a moment.</summary>
/// <param name="Imports">Reports so far, the latest last.</param>
/// <param name="Open">Open cases by stage.</param>
/// <param name="Handed">Cases that are with the legal system.</param>
internal sealed record DemoStatus(
    DateTimeOffset At, IReadOnlyList<ImportReport> Imports, IReadOnlyDictionary<Stage, int> Open, int Closed, int Messages, int OpenApprovals, int OpenTasks, int Promises, int Handed)
{
    private const int ReadsAtOnce = 4;

    /// <summary>Reads the heads of all accounts' latest cases: a few hundred point reads, so not more often than a person looks.</summary>
    public static async Task<DemoStatus> ReadAsync(LocalHost host, CancellationToken cancellation)
    {
        var services = host.Services;
        var accounts = await services.GetRequiredService<Tables>().GetAsync(Accounts.Table, cancellation);
        var keys = new List<CaseKey>();
        await foreach (var row in accounts.QueryAsync<TableEntity>(select: ["Case"], cancellationToken: cancellation)) keys.Add(new CaseKey(row.GetString("Case")!));
        var streams = services.GetRequiredService<ICaseStreams>();
        var heads = new CaseHead?[keys.Count];
        await Parallel.ForAsync(
            0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation },
            async (at, stop) => heads[at] = await streams.LoadAsync(keys[at], stop));
        var states = heads.OfType<CaseHead>().Select(head => head.State).ToList();
        var open = states.Where(state => state.IsOpen).ToList();
        var page = await services.GetRequiredService<ImportReports>().ListAsync(null, null, 100, null, cancellation);
        return new DemoStatus(
            host.Clock.GetUtcNow(),
            [.. page.Imports.Where(report => report.Status != ImportStatus.Missing).OrderBy(report => report.ReceivedAt).ThenBy(report => report.Kind)],
            Enum.GetValues<Stage>().ToDictionary(stage => stage, stage => open.Count(state => state.Stage == stage)),
            states.Count - open.Count,
            host.SmsInbox.Count,
            open.Count(state => state.Approvals.Open is not null),
            open.Sum(state => state.Tasks.Count),
            open.Count(state => state.Promises.Open is not null),
            open.Count(state => state.Legal.HandedOverAt is not null));
    }
}
