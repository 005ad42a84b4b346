using System.Globalization;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>What happened in each month of a run, and how the cases stood at its end.</summary>
/// <param name="until">The last day of the run.</param>
internal sealed class MonthTable(DateOnly until)
{
    private static readonly string[] Columns =
    [
        "opened", "to negotiation", "to field visit", "to legal", "cured", "paid off", "closed otherwise", "reopened", "promises", "kept", "broken", "plans offered", "in force", "plans kept",
        "plans broken", "visits", "handoffs", "open: reminder", "open: negotiation", "open: field visit", "open: legal",
    ];

    private readonly SortedDictionary<DateOnly, long[]> months = [];

    /// <summary>By month (<c>2026-04</c>) and column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Months => months.ToDictionary(
        month => month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        month => (IReadOnlyDictionary<string, long>)Columns.Index().ToDictionary(column => column.Item, column => month.Value[column.Index]));

    public void Add(IReadOnlyList<StoredFact> facts)
    {
        var (stage, isOpen, month) = (Stage.Reminder, false, default(DateOnly));
        foreach (var stored in facts)
        {
            var now = MonthOf(stored.At);
            for (; month != default && month < now; month = month.AddMonths(1)) Stand(month, stage, isOpen);
            month = now;
            if (ColumnOf(stored.Fact) is { } column) Count(now, column);
            (stage, isOpen) = stored.Fact switch
            {
                CaseOpened or CaseReopened => (stage, true),
                CaseClosed => (stage, false),
                StageEntered entered => (entered.Stage, isOpen),
                _ => (stage, isOpen),
            };
        }

        for (var last = MonthOf(BusinessTime.At(until, TimeOnly.MinValue)); month <= last; month = month.AddMonths(1)) Stand(month, stage, isOpen);
    }

    /// <summary>As a table of Markdown, a row per month.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("| month |");
        foreach (var column in Columns) text.Append(CultureInfo.InvariantCulture, $" {column} |");
        text.Append("\n|---|").Insert(text.Length, "---:|", Columns.Length).Append('\n');
        foreach (var (month, counts) in months)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {month:yyyy-MM} |");
            foreach (var count in counts) text.Append(CultureInfo.InvariantCulture, $" {count:N0} |");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string? ColumnOf(Fact fact) => fact switch
    {
        CaseOpened => "opened",
        StageEntered { Stage: Stage.Negotiation } => "to negotiation",
        StageEntered { Stage: Stage.FieldVisit } => "to field visit",
        StageEntered { Stage: Stage.LegalHandoff } => "to legal",
        CaseClosed { Reason: ClosingReason.Cured or ClosingReason.PresumedCured } => "cured",
        CaseClosed { Reason: ClosingReason.PaidOff } => "paid off",
        CaseClosed => "closed otherwise",
        CaseReopened => "reopened",
        PromiseMade or PromiseTakenOver => "promises",
        PromiseJudged { Verdict: PromiseVerdict.Kept } => "kept",
        PromiseJudged { Verdict: PromiseVerdict.Broken or PromiseVerdict.PartlyKept } => "broken",
        PlanOffered => "plans offered",
        PlanStarted or PlanTakenOver => "in force",
        PlanJudged { Verdict: PlanVerdict.Kept } => "plans kept",
        PlanJudged => "plans broken",
        VisitReported => "visits",
        HandedOver => "handoffs",
        _ => null,
    };

    private void Stand(DateOnly month, Stage stage, bool isOpen)
    {
        if (!isOpen) return;
        Count(month, stage switch
        {
            Stage.Reminder => "open: reminder",
            Stage.Negotiation => "open: negotiation",
            Stage.FieldVisit => "open: field visit",
            Stage.LegalHandoff => "open: legal",
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        });
    }

    private void Count(DateOnly month, string column)
    {
        if (!months.TryGetValue(month, out var counts)) months[month] = counts = new long[Columns.Length];
        counts[Array.IndexOf(Columns, column)]++;
    }

    private static DateOnly MonthOf(DateTimeOffset at) => BusinessTime.DayOf(at) is var day ? new DateOnly(day.Year, day.Month, 1) : default;
}
