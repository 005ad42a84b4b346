using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>
/// Plans that were in force before going live: a row per instalment that is still to be paid. A file with a plan whose instalments do not make it whole
/// is held: half a plan would be judged broken. (R1.8, R9.7)
/// </summary>
public sealed class PlanFeed(Suspense suspense, Staging staging, KeyRing keys) : RowFeed<PlanRow>(ExportKind.Plans, staging)
{
    protected override ExportField IdField => ExportField.Instalment;

    public override IRowIntake Begin(QueuedFile file) => new PlanIntake(this, file);

    protected override string IdOf(PlanRow row) => $"{row.PlanId}|{row.Instalment}";

    protected override string PlaceOf(string institution, PlanRow row) => keys.Account(institution, row.AccountNumber).Value;

    /// <summary>All rows of a plan stand in one chunk: they are of one account.</summary>
    protected override IEnumerable<IReadOnlyList<PlanRow>> Units(IReadOnlyList<PlanRow> rows) =>
        rows.GroupBy(row => row.PlanId, StringComparer.Ordinal).Select(plan => plan.OrderBy(row => row.Instalment).ToList());

    protected override Task<ImportOutcome> TakeAsync(QueuedFile file, IReadOnlyList<PlanRow> unit, CancellationToken cancellation)
    {
        var first = unit[0];
        var id = keys.Derive("plan", file.Institution, first.PlanId);
        var fact = new PlanTakenOver(
            id, first.AgreedOn, file.Manifest.BusinessDate, [.. unit.Select(row => new Instalment(row.Instalment, row.DueOn, row.Amount))], file.Import);
        return suspense.TakeAsync(
            new AccountNews(file.Institution, keys.Account(file.Institution, first.AccountNumber), id, first.AgreedOn, fact, first.Total), cancellation);
    }

    private sealed class PlanIntake(PlanFeed feed, QueuedFile file) : Intake(feed, file)
    {
        private readonly Dictionary<string, List<PlanRow>> plans = new(StringComparer.Ordinal);

        public override ImportReason? Fault
        {
            get
            {
                var wrong = plans.Values.Count(plan => !IsWhole([.. plan.OrderBy(row => row.Instalment)]));
                return wrong == 0 ? null : new ImportReason(
                    "plan-not-whole", $"Of {wrong} plans the instalments do not add up to the total, lack a number, are not in order of date, or are of two accounts.");
            }
        }

        protected override void Accept(PlanRow row)
        {
            if (!plans.TryGetValue(row.PlanId, out var rows)) plans[row.PlanId] = rows = [];
            rows.Add(row);
        }

        private static bool IsWhole(IReadOnlyList<PlanRow> plan)
        {
            var sum = 0m;
            for (var i = 0; i < plan.Count; i++)
            {
                var row = plan[i];
                if (row.Instalment != i + 1 || (i > 0 && row.DueOn < plan[i - 1].DueOn)) return false;
                if (row.AccountNumber != plan[0].AccountNumber || row.AgreedOn != plan[0].AgreedOn || row.Total != plan[0].Total) return false;
                sum += row.Amount.Amount;
            }

            return sum == plan[0].Total.Amount;
        }
    }
}
