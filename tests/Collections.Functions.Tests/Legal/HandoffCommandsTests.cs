using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Legal;

public class HandoffCommandsTests
{
    private static readonly CaseState HandedOver = Given.Case(
        Given.Opening(200), (Given.Start, new DossierBuilt("b", "s", 1)), (Given.Start, new HandedOver("m", "b", "s")));

    [Fact]
    public void Only_what_was_handed_over_is_acknowledged() => AssertRefused(409, "not-handed-over", () => HandoffCommands.Acknowledge(Given.Case(Given.Opening()), true, "F-1", null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("F 1; drop")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void Acceptance_names_the_file(string? reference) => AssertRefused(422, "reference-needed", () => HandoffCommands.Acknowledge(HandedOver, true, reference, null));

    [Fact]
    public void The_answer_is_given_once()
    {
        var accepted = HandedOver.After(Assert.Single(HandoffCommands.Acknowledge(HandedOver, true, "2026民初-12/3", null)), Given.Start);
        Assert.True(accepted.Legal.Accepted);
        Assert.Empty(HandoffCommands.Acknowledge(accepted, true, "F-1", null));
        AssertRefused(409, "already-acknowledged", () => HandoffCommands.Acknowledge(accepted, false, null, null));
    }

    [Fact]
    public void What_was_refused_is_reviewed_and_then_handed_over_anew()
    {
        var now = Given.Start.AddHours(5);
        var legal = Given.Case(Given.Opening(200), (now, new StageEntered(Stage.LegalHandoff, "t")), (now, new LetterPosted("l", "letter-1", new DateOnly(2026, 3, 1))))
            .After(new DossierBuilt("b", "s", 3), now).After(new HandedOver("m", "b", "s"), now);
        var refused = legal.After(Assert.Single(HandoffCommands.Acknowledge(legal, false, null, null)), now).Settle(now).State;
        var review = refused.Task(TaskKind.Review)!;
        Assert.Equal("handoff-refused", review.Because);
        var sent = refused.After(new ContactCompleted(refused.Contacts.Open!.Contact, SendOutcome.Sent), now);
        var (_, step, _) = sent.After(new TaskClosed(review.Id, "done"), now).Settle(now);
        Assert.IsType<BuildDossier>(step);
    }

    private static void AssertRefused(int status, string code, Func<IReadOnlyList<Fact>> act)
    {
        var refused = Assert.Throws<RefusedException>(() => { act(); });
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }
}
