using System.Diagnostics.Metrics;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Points;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Contact.Carriers;

/// <summary>Why a message did not arrive, as far as it says something of the contact point.</summary>
public enum UndeliveredBecause { Other, PointInvalid, OptedOut }

/// <summary>What the network says became of a message, whoever carried it.</summary>
/// <param name="At">When it arrived; null: the network does not say.</param>
/// <param name="ProviderMessage">The provider's id of the message.</param>
public sealed record DeliveryReport(ContactTag Tag, bool Delivered, DateTimeOffset? At = null, string? ProviderMessage = null, UndeliveredBecause Because = UndeliveredBecause.Other);

/// <summary>
/// Takes delivery reports: they come twice, in any order, and before our own sending has noted its answer. Whatever the order, a message that once was
/// reported as delivered stays delivered. The debtor's partition knows before the case does, and the same report again completes both. (R5.7)
/// </summary>
public sealed partial class DeliveryReports(DebtorLedgerStore ledger, ContactPoints points, ILawBook laws, CaseCommands commands, ILogger<DeliveryReports> logger)
{
    private static readonly Meter Meter = new("Collections.Functions.Carriers");

    private static readonly Counter<long> Outside = Meter.CreateCounter<long>("collections.messages.delivered_outside_window");

    /// <summary>A report of a message that is not ours changes nothing.</summary>
    public async Task ReceiveAsync(DeliveryReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var tag = report.Tag;
        if (await ledger.FindAsync(tag.Debtor, tag.Contact, cancellation) is not { } hold || hold.Record.Case != tag.Case) return;
        var invalid = !report.Delivered && report.Because == UndeliveredBecause.PointInvalid;
        hold = await ledger.ReportDeliveryAsync(hold, report.Delivered, report.ProviderMessage, invalid, cancellation, bounced: report.Because == UndeliveredBecause.Other);
        if (report.Because == UndeliveredBecause.OptedOut) await ledger.OptOutAsync(tag.Debtor, hold.Record.Channel, cancellation);
        if (hold.Record.Delivered != report.Delivered) return;

        var law = report is { Delivered: true, At: not null } ? await laws.AsOfAsync(hold.Record.Verdict.PackHash, hold.Record.Verdict.Calendar, cancellation) : null;
        var standing = law is null ? DebtorLedger.Empty : await ledger.LoadAsync(tag.Debtor, cancellation);
        PointQuality? quality = report.Delivered ? null : await points.QualityAsync(tag.Debtor, await ledger.LoadAsync(tag.Debtor, cancellation), cancellation);
        string? closed = null;
        var result = await commands.ExecuteAsync(
            tag.Case, $"{tag.Contact}-{(report.Delivered ? "delivered" : "undelivered")}", "system",
            state =>
            {
                closed = law is null ? null : DeliveryWindow.ClosedAt(law, standing, IntendedOf(state, hold.Record), report.At!.Value);
                var told = new DeliveryReported(tag.Contact, report.Delivered);
                return closed is null ? [told, .. quality?.News(state) ?? []] : [told, new DeliveredOutsideWindow(tag.Contact, report.At!.Value, closed)];
            },
            cancellation);

        // What reached the debtor reached him for every account that it spoke of.
        foreach (var covered in hold.Record.Covers ?? [])
            await commands.ExecuteAsync(covered.Case, $"{tag.Contact}-{(report.Delivered ? "delivered" : "undelivered")}", "system", _ => [new DeliveryReported(tag.Contact, report.Delivered)], cancellation);
        if (closed is null || !result.Recorded) return;
        LogOutside(logger, tag.Contact, tag.Case.Value, closed);
        Outside.Add(1, KeyValuePair.Create<string, object?>("rule", closed));
    }

    private static IntendedContact IntendedOf(CaseState state, ContactRecord record) => new()
    {
        Channel = record.Channel,
        Purpose = record.Purpose,
        Party = record.Party,
        Stage = state.Stage,
        Account = state.Account,
        Phone = record.Phone,
        Person = record.Person,
        Agency = record.Agency,
        Zones = DebtorZones.Of(state.Region),
    };

    [LoggerMessage(EventId = 5701, Level = LogLevel.Warning, Message = "Message {Contact} of case {Case} was delivered outside the window of rule {Rule}")]
    private static partial void LogOutside(ILogger logger, string contact, string @case, string rule);
}
