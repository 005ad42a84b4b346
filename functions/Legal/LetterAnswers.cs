using Collections.Functions.Cases;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Legal;

/// <summary>What came back on the lawyer's letter. (R3.4)</summary>
public enum LetterAnswer { Pays, AsksForPlan, Disputes, Refuses, Undeliverable }

/// <summary>What is done about a letter that could not be delivered: another try, or the court will serve its papers itself.</summary>
public enum UndeliveredLetter { TryAgain, ServedByCourt }

/// <param name="Undelivered">For <see cref="LetterAnswer.Undeliverable"/>.</param>
/// <param name="Note">Id of what the debtor said or the post office wrote, in the debtor's partition.</param>
public sealed record LetterAnswered(LetterAnswer Answer, DateOnly On, UndeliveredLetter? Undelivered, string Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>
/// Takes down the answer to the lawyer's letter. A promise, a dispute or talk of a plan holds the legal steps by their own rules; a refusal lets them go on at once. Pure;
/// refusals are <see cref="RefusedException"/>.
/// </summary>
public static class LetterAnswers
{
    /// <summary>Why somebody talks with the debtor about a plan before anything goes to court.</summary>
    public const string PlanAsked = "plan-asked";

    /// <summary>Working days in which the debtor who asks for a plan is talked to.</summary>
    private const int TalkWithin = 3;

    public static void RefuseUnlessAsked(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        CaseGuards.RefuseClosed(state);
        if (state.Stage != Stage.LegalHandoff || state.Legal.LetterAnswerBy is null) throw new RefusedException(409, "no-letter", "No lawyer's letter is on its way.");
        if (state.Legal.HandedOverAt is not null) throw new RefusedException(409, "handed-over", "The case has gone to court; a promise or a plan is taken down as such.");
    }

    /// <param name="note">Id of the words, in the debtor's partition.</param>
    public static IReadOnlyList<Fact> Take(CaseView view, LetterReply reply, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(reply);
        RefuseUnlessAsked(view.State);
        if (reply.Answer == LetterAnswer.Undeliverable != reply.Undelivered is not null)
            throw new RefusedException(422, "undelivered", "A letter that came back, and no other answer, names in 'undelivered' what is done: TryAgain or ServedByCourt.");
        if (reply.Answer == LetterAnswer.Pays != reply.Promise is not null)
            throw new RefusedException(422, "promise-needed", "Who pays, and nobody else, promises when and how in 'promise'; what is paid already is promised for today.");
        var answered = new LetterAnswered(reply.Answer, view.Today, reply.Undelivered, note);
        return reply.Answer switch
        {
            LetterAnswer.Pays => [answered, .. PromiseCommands.Make(view, reply.Promise!.Amount, reply.Promise.Due, reply.Promise.Method)],
            LetterAnswer.AsksForPlan =>
            [
                answered, new LimitationInterrupted(InterruptionGround.PlanRequested, view.Today, note),
                .. view.State.Tasks.Any(task => task.Because == PlanAsked) ? Array.Empty<Fact>() : [new TaskOpened(view.NewId("review"), TaskKind.Review, Line.Legal, view.EndOfWorkingDay(TalkWithin), PlanAsked)],
            ],
            _ => [answered],
        };
    }
}

/// <param name="Note">What the debtor said, or where the returned letter is kept; kept with the debtor's data.</param>
/// <param name="Promise">For <see cref="LetterAnswer.Pays"/>.</param>
/// <param name="Disputed">For <see cref="LetterAnswer.Disputes"/>: what.</param>
public sealed record LetterReply(LetterAnswer Answer, string Note, Promise? Promise = null, UndeliveredLetter? Undelivered = null, DisputeReason Disputed = DisputeReason.Other);
