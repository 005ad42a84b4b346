using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Ingestion.Reconciliation;

/// <summary>The daily question whether everything the bank sent is where it belongs. A difference is an alarm: an event and a warning. (R1.9)</summary>
public sealed class Reconciler(Portfolio portfolio, ServiceBusClient bus, ILogger<Reconciler> log)
{
    private readonly ServiceBusSender events = bus.CreateSender(Outbox.Topic);

    /// <summary>What a file that was taken says of the whole; null for kinds that say nothing.</summary>
    public async Task<Reconciled?> ReconcileAsync(ImportEnd end, ImportReport report, SuspenseTally waiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(report);
        var (institution, manifest) = (end.File.Institution, end.File.Manifest);
        var isSnapshot = manifest is { Kind: ExportKind.Delinquency, Complete: true } && !end.Plan.Superseded;
        if (!isSnapshot && manifest.Kind != ExportKind.Totals) return null;

        var reconciled = new Reconciled();
        if (isSnapshot)
        {
            await portfolio.SaveSnapshotAsync(institution, manifest.BusinessDate, end.Plan.Overdue, cancellation);
            reconciled = Compare(end.Plan.Overdue, end.Counts.Open, report, waiting);
        }

        reconciled = reconciled with { Totals = await portfolio.DifferencesAsync(institution, manifest.BusinessDate, cancellation) };
        if (reconciled.HasDifference) await AlarmAsync(new ReconciliationDifference(report.Id, institution, manifest.BusinessDate, reconciled), cancellation);
        return reconciled;
    }

    /// <summary>Product by product: what the file has and what is open.</summary>
    public static Reconciled Compare(OverdueTally inFile, OverdueTally open, ImportReport report, SuspenseTally waiting)
    {
        ArgumentNullException.ThrowIfNull(inFile);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(waiting);
        var (left, right) = (ByProduct(inFile), ByProduct(open));
        return new Reconciled
        {
            Products =
            [
                .. left.Keys.Union(right.Keys).Order().Select(product => (product, File: left.GetValueOrDefault(product), Case: right.GetValueOrDefault(product))).Select(pair =>
                    new ReconciledProduct(pair.product, pair.File?.Accounts ?? 0, Text(pair.File), pair.Case?.Accounts ?? 0, Text(pair.Case))),
            ],
            Rejected = report.Rejected,
            RejectedAmount = report.RejectedAmount,
            Waiting = waiting.Waiting,
            WaitingAmount = waiting.Amount.ToString("0.00", CultureInfo.InvariantCulture),
            Expired = waiting.Expired,
            ExpiredAmount = waiting.ExpiredAmount.ToString("0.00", CultureInfo.InvariantCulture),
        };
    }

    private static Dictionary<Product, OverdueFigure> ByProduct(OverdueTally tally) => tally.ByProduct().Figures.ToDictionary(figure => figure.Product);

    private static string Text(OverdueFigure? figure) => ((figure?.Overdue ?? 0) / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private Task AlarmAsync(ReconciliationDifference difference, CancellationToken cancellation)
    {
        var found = difference.Reconciliation;
        log.LogWarning(
            "Import {Import}: {Products} products and {Totals} totals do not agree with the cases and the snapshot of {BusinessDate:yyyy-MM-dd}.",
            difference.Import, found.Products.Count(product => product.IsDifferent), found.Totals.Count, difference.BusinessDate);
        return events.SendMessageAsync(new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(difference, CollectionsJson.Options)))
        {
            MessageId = $"{difference.Import}-difference",
            Subject = nameof(ReconciliationDifference),
            ContentType = "application/json",
        }, cancellation);
    }
}
