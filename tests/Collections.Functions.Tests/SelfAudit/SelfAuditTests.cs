using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>A whole life that keeps every rule; streams that were altered, and sums that do not add up.</summary>
public class SelfAuditTests
{
    [Fact]
    public void A_lawful_life_through_all_stages_has_nothing_to_report()
    {
        Assert.Empty(Lawful().Judge());
    }

    [Fact]
    public void Parts_that_do_not_make_the_total() =>
        Only("parts-and-total", new Audited(Given.Opening() with { Position = Given.Position(5, 100) with { Fees = Given.Cny(1) } }));

    [Fact]
    public void A_fact_that_was_rewritten() => Only("chain", new Audited
    {
        Tamper = rows => [rows[0], rows[1] with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(rows[1].Body).Replace("bbb", "bba", StringComparison.Ordinal)) }],
    }.Then(At(0, 9), new LineChanged(Line.Second, "bbb")));

    [Fact]
    public void A_fact_that_cannot_be_read() => Only("unreadable", new Audited
    {
        Tamper = rows => [rows[0], rows[1] with { Body = "{"u8.ToArray() }],
    }.Then(At(0, 9), new LineChanged(Line.Second, "b")), "chain");

    [Fact]
    public void A_fact_that_was_taken_away() =>
        Only("chain", new Audited { Tamper = rows => [.. rows.Take(1)] }.Then(At(0, 9), new LineChanged(Line.Second, "b")));

    [Fact]
    public void A_fact_that_is_older_than_the_one_before() =>
        Only("time", new Audited().Then(At(1, 9), new LineChanged(Line.Second, "b")).Then(At(0, 9), new LineChanged(Line.First, "b")));

    [Fact]
    public void A_promise_too_far_ahead() => Only("promise-too-far", Negotiating().Then(At(0, 9), Promise(days: 8)));
}
