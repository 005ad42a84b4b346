using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Risk.Reviews;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Workbench;

/// <summary>A case's stream as people read it: each fact in its place, with the words that belong to it.</summary>
public sealed class Timeline(ICaseStreams streams, DebtorTexts texts)
{
    /// <param name="after">Sequence after which the page begins.</param>
    /// <param name="withTexts">Whether the reader may see free text about the debtor.</param>
    public async Task<TimelinePage> ReadAsync(CaseKey key, long after, int take, bool withTexts, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        var to = Math.Min(head.State.Version, after + take);
        var entries = new List<TimelineEntry>();
        foreach (var stored in await streams.ReadAsync(key, after + 1, to, cancellation))
        {
            var text = withTexts && TextOf(stored.Fact) is { } id ? await texts.ReadAsync(head.State.Debtor, id, cancellation) : null;
            entries.Add(new TimelineEntry(stored.Sequence, stored.At, stored.By, stored.Fact, text?.Text));
        }

        return new TimelinePage(entries, to < head.State.Version ? to : null);
    }

    private static string? TextOf(Fact fact) => fact switch
    {
        CallRecorded call => call.Note,
        VisitReported visit => visit.Note,
        VisitPlanned planned => planned.Note,
        VisitCalledOff off => off.Note,
        VisitsCleared cleared => cleared.Note,
        VisitWishesStated stated => stated.Note,
        PhotoSeen seen => seen.Note,
        DataRevealed revealed => revealed.Note,
        UnknownSettled settled => settled.Note,
        RulesOverridden overridden => overridden.Note,
        SuspensionSet set => set.Note,
        SuspensionLifted lifted => lifted.Note,
        ApprovalDecided decided => decided.Comment,
        ReasonStated stated => stated.Note,
        EmploymentStated stated => stated.Note,
        MaliceAlleged alleged => alleged.Evidence,
        RiskReviewAsked asked => asked.Note,
        RiskReviewed reviewed => reviewed.Note,
        HandoffAcknowledged acknowledged => acknowledged.Note,
        LetterAnswered answered => answered.Note,
        DirectionGiven given => given.Note,
        LimitationInterrupted interrupted => interrupted.Note,
        DeathRecorded death => death.Note,
        DeathTakenBack back => back.Note,
        EstateAnswered estate => estate.Note,
        DebtorLost lost => lost.Note,
        DebtorFound found => found.Note,
        SearchMade search => search.Note,
        VulnerabilityNoted care => care.Note,
        EscalationAllowed allowed => allowed.Note,
        VulnerabilityEnded cared => cared.Note,
        ConcernRaised concern => concern.Note,
        ConcernSeen seen => seen.Note,
        DisputeRegistered dispute => dispute.Note,
        DisputeAnswered answer => answer.Note,
        PaidClaimed claim => claim.Note,
        ProceedingsNoted held => held.Note,
        ProceedingsEnded over => over.Note,
        PlacementRecalled recalled => recalled.Note,
        GuaranteeStated stated => stated.Note,
        GuaranteeClaimed claimed => claimed.Note,
        GuaranteeReleased released => released.Note,
        LimitationSuspended suspended => suspended.Note,
        LimitationStated stated => stated.Note,
        ReplyReceived reply => reply.Text,
        ChannelReopened opened => opened.Text,
        _ => null,
    };
}

/// <param name="By"><c>system</c>, or a person's id with the role acted in.</param>
/// <param name="Text">What a person wrote to it.</param>
public sealed record TimelineEntry(long Sequence, DateTimeOffset At, string By, Fact Fact, string? Text);

/// <param name="Next">For the next page's <c>after</c>; missing at the end.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, long? Next);
