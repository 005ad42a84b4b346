using Collections.Functions.Cases;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>The statutory letter on day 45, the demand with receipt on day 75. (R3.2)</summary>
public class LetterRungTests
{
    [Theory]
    [InlineData(RiskLevel.Low, 50, null)]
    [InlineData(RiskLevel.Medium, 44, null)]
    [InlineData(RiskLevel.Medium, 45, "collection-letter-45")]
    [InlineData(RiskLevel.High, 74, "collection-letter-45")]
    [InlineData(RiskLevel.High, 80, "demand-letter-75")]
    [InlineData(RiskLevel.Low, 80, "demand-letter-75")]
    public void The_latest_letter_that_is_due_is_wanted(RiskLevel risk, int daysPastDue, string? because)
    {
        var rungs = StrategyCatalog.Shipped.Get("cn-default/1").Negotiation.Letters[risk];
        var step = Letters.Rung(View(Given.Case(Given.Opening(daysPastDue - 1))), rungs, out var next);
        Assert.Equal(because, (step as Functions.Cases.Record)?.Facts.OfType<TaskOpened>().Single().Because);
        Assert.Equal(because is null, next is not null);
    }

    [Fact]
    public void A_letter_is_asked_for_once_and_the_next_one_takes_its_place()
    {
        var rungs = StrategyCatalog.Shipped.Get("cn-default/1").Negotiation.Letters[RiskLevel.High];
        var waiting = Given.Case(Given.Opening(50), (Given.Start, new TaskOpened("letter-2", TaskKind.Letter, Line.First, Given.Start, "collection-letter-45")));
        Assert.Null(Letters.Rung(View(waiting), rungs, out var next));
        Assert.NotNull(next);
        var posted = waiting.After(new LetterMailed("l", "letter-2", "collection-letter"), Given.Start);
        Assert.Null(posted.Task(TaskKind.Letter));
        Assert.Null(Letters.Rung(View(posted), rungs, out _));

        var late = Given.Case(Given.Opening(80), (Given.Start, new TaskOpened("letter-2", TaskKind.Letter, Line.First, Given.Start, "collection-letter-45")));
        var facts = Assert.IsType<Functions.Cases.Record>(Letters.Rung(View(late), rungs, out _)).Facts;
        Assert.Equal(new TaskClosed("letter-2", "superseded"), facts[0]);
        Assert.Equal("demand-letter-75", Assert.IsType<TaskOpened>(facts[1]).Because);
    }

    [Fact]
    public void Every_letter_of_the_ladder_has_its_template()
    {
        var names = StrategyCatalog.Shipped.Get("cn-default/1").Negotiation.Letters.Values.SelectMany(rungs => rungs).Select(rung => rung.Template).Append(Letters.LawyersLetter);
        Assert.All(names, name => Assert.Equal(Channel.Letter, Functions.Contact.Texts.TemplateCatalog.Shipped.Find(name)?.Channel));
    }

    private static CaseView View(CaseState state) => Given.Rules.View(state, BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(15, 0)));
}
