using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Complaints;

/// <summary>All complaints, as the work index has them: by the day of the answer, whatever became of their cases. (R6.5)</summary>
public sealed class ComplaintRegister(Worklist worklist)
{
    /// <summary>Partition of the work index. No queue: nobody claims from it.</summary>
    public const string Partition = "complaint-register";

    private const int Page = 200;

    /// <param name="from">Answer due on this day or later; null: all.</param>
    /// <param name="to">The same, at the latest.</param>
    /// <param name="open">Only those that are not answered.</param>
    public async Task<ComplaintPage> ListAsync(DateOnly? from, DateOnly? to, bool open, int take, string? cursor, CancellationToken cancellation)
    {
        var page = await worklist.ListAsync(Partition, End(to), take, string.IsNullOrEmpty(cursor) ? Start(from) : cursor, cancellation);
        return new ComplaintPage([.. page.Items.Where(item => item.Complaint is { } complaint && !(open && complaint.IsAnswered)).Select(ComplaintEntry.Of)], page.Next);
    }

    public async Task<ComplaintCounts> CountAsync(DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        var all = new List<CaseComplaint>();
        var cursor = Start(from);
        do
        {
            var page = await worklist.ListAsync(Partition, End(to), Page, cursor, cancellation);
            all.AddRange(page.Items.Select(item => item.Complaint).OfType<CaseComplaint>());
            cursor = page.Next;
        }
        while (cursor is not null);

        return ComplaintCounts.Of(all);
    }

    private static string? Start(DateOnly? from) => from is { } day ? WorkQueues.Due(BusinessTime.At(day, TimeOnly.MinValue)) : null;

    private static DateTimeOffset? End(DateOnly? to) => to is { } day ? BusinessTime.At(day.AddDays(1), TimeOnly.MinValue) : null;
}

/// <param name="Next">For the next page's <c>cursor</c>; missing at the end.</param>
public sealed record ComplaintPage(IReadOnlyList<ComplaintEntry> Items, string? Next);

public sealed record ComplaintEntry(CaseKey Case, string Institution, Product Product, string Region, Stage Stage, Line Line, CaseComplaint Complaint)
{
    internal static ComplaintEntry Of(WorkItem item) => new(item.Case, item.Institution, item.Product, item.Region, item.Stage, item.Line, item.Complaint!);
}

/// <summary>How many complaints, and of what kind. Those who are complained of are counted whatever came of it; what was upheld is told beside it.</summary>
/// <param name="InTime">Answered by the law's day.</param>
/// <param name="Late">Answered after it.</param>
public sealed record ComplaintCounts(
    int All, int Open, int Answered, int InTime, int Late, int Upheld, IReadOnlyDictionary<string, int> ByScope, IReadOnlyDictionary<string, int> ByCause, IReadOnlyDictionary<string, int> ByOutcome,
    IReadOnlyDictionary<string, int> ByConsequence, IReadOnlyDictionary<string, ComplainedOf> ByPerson)
{
    internal static ComplaintCounts Of(IReadOnlyList<CaseComplaint> all) => new(
        all.Count, all.Count(known => !known.IsAnswered), all.Count(known => known.IsAnswered), all.Count(known => known.InTime == true), all.Count(known => known.InTime == false), all.Count(IsUpheld),
        Count(all, known => [known.Scope.ToString()]), Count(all, known => [known.Cause?.ToString()]), Count(all, known => [known.Outcome?.ToString()]),
        Count(all, known => known.Consequences.Select(consequence => consequence.ToString())),
        all.Where(known => known.About is not null).GroupBy(known => known.About!).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new ComplainedOf(group.Count(), group.Count(IsUpheld))));

    private static bool IsUpheld(CaseComplaint known) => known.Outcome is ComplaintOutcome.Upheld or ComplaintOutcome.Partly;

    private static Dictionary<string, int> Count(IReadOnlyList<CaseComplaint> all, Func<CaseComplaint, IEnumerable<string?>> names) =>
        all.SelectMany(names).OfType<string>().GroupBy(name => name).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());
}

/// <param name="Upheld">Wholly or in part.</param>
public sealed record ComplainedOf(int Complaints, int Upheld);
