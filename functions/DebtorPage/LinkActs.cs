using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;

namespace Collections.Functions.DebtorPage;

/// <summary>
/// What a debtor does by his link: the same commands that people record for him, in his own name, and within policy alone. Whoever has the link may do it: nothing of it discloses who he is,
/// costs him money or cannot be taken back.
/// </summary>
public sealed class LinkActs(
    PayLinks links, ICaseStreams streams, Casework casework, IInstitutionDirectory institutions, ILawBook laws, DebtorPaths paths, DebtorConsents consents)
{
    /// <summary>How facts name him.</summary>
    public static readonly Caller Debtor = new("debtor", [], "debtor");

    /// <summary>Of a plan that is asked for here: beyond that a person talks with him first.</summary>
    public const int MostInstalments = 12;

    /// <summary>Why somebody calls: the debtor asked for a plan that is beyond policy.</summary>
    private const string PlanAsked = "plan-asked";

    /// <summary>404 for anything wrong, always the same: forged, expired, or of a case that is not there.</summary>
    public async Task<PayToken> FindAsync(string token, CancellationToken cancellation) =>
        links.Verify(token) is { } found && await streams.LoadAsync(found.Case, cancellation) is not null ? found : throw RefusedException.NotFound("link");

    public async Task<DebtorStatement> StateAsync(PayToken token, CancellationToken cancellation)
    {
        var view = await casework.ViewAsync(token.Case, cancellation);
        var card = await institutions.GetAsync(view.State.Institution, cancellation);
        return DebtorStatement.Of(view, token, card, PayFunctions.PageOf(card, token.Case));
    }

    public Task<LinkAnswer> PromiseAsync(PayToken token, Posted<OwnPromise> posted, CancellationToken cancellation) =>
        DoneAsync(token, "promised", () => casework.ExecuteAsync(token.Case, posted, view => PromiseCommands.Make(view, posted.Body.Amount, posted.Body.Due, posted.Body.Method), cancellation), cancellation);

    /// <summary>Within policy it is offered, to be confirmed by the code that he gets as a message; beyond it a person is asked to talk with him, and nothing is offered.</summary>
    public async Task<LinkAnswer> PlanAsync(PayToken token, Posted<OwnPlan> posted, CancellationToken cancellation)
    {
        var wish = new PlanWish(PlanKind.Instalments, posted.Body.FirstDue, posted.Body.Instalments, Means: posted.Body.Means);
        if (wish.Instalments is < 1 or > MostInstalments) throw new RefusedException(422, "instalments", $"From 1 to {MostInstalments} instalments can be asked for here.");
        var lawful = (await laws.ForAsync((await casework.ViewAsync(token.Case, cancellation)).State.Institution, cancellation)).Pack.MaximumInstalments;
        var isOffered = false;
        return await DoneAsync(token, () => isOffered ? "offered" : "asked", () => casework.ExecuteAsync(
            token.Case, posted, JsonSerializer.Serialize(posted.Body.Means, CollectionsJson.Options), "means",
            (view, note) =>
            {
                var offer = PlanCommands.Offer(view, wish, Debtor.Id, note, lawful);
                isOffered = offer.OfType<PlanOffered>().All(offered => offered.Beyond.Count == 0);
                return isOffered ? offer : Asked(view, offer, note);
            },
            cancellation), cancellation);
    }

    public Task<LinkAnswer> DisputeAsync(PayToken token, Posted<OwnDispute> posted, CancellationToken cancellation) => DoneAsync(
        token, "disputed", () => paths.DisputeAsync(token.Case, new Posted<DisputeNotice>(new DisputeNotice(posted.Body.Reason, posted.Body.Words), posted.Caller, posted.Command), cancellation), cancellation);

    public Task<LinkAnswer> ClaimPaidAsync(PayToken token, Posted<OwnPayment> posted, CancellationToken cancellation) =>
        DoneAsync(token, "looked-for", () => casework.ExecuteAsync(token.Case, posted, view => PathCommands.Claim(view, posted.Body.PaidOn, proven: false, null), cancellation), cancellation);

    public Task<LinkAnswer> OptOutAsync(PayToken token, Posted<OwnOptOut> posted, CancellationToken cancellation)
    {
        if (posted.Body.Channel is not (Channel.Sms or Channel.Email or Channel.Call)) throw new RefusedException(422, "channel", "Messages, e-mail and calls can be closed here.");
        return DoneAsync(token, "closed", () => consents.OptOutAsync(token.Case, new Posted<OptOutOrder>(new OptOutOrder(posted.Body.Channel), posted.Caller, posted.Command), cancellation), cancellation);
    }

    private static IReadOnlyList<Fact> Asked(CaseView view, IReadOnlyList<Fact> offer, string? note) =>
    [
        .. offer.OfType<AffordabilityStated>(), new LimitationInterrupted(InterruptionGround.PlanRequested, view.Today, note!),
        .. view.State.Tasks.Any(task => task.Because == PlanAsked) ? Array.Empty<Fact>() : [new TaskOpened(view.NewId("review"), TaskKind.Review, view.State.Line, view.EndOfWorkingDay(2), PlanAsked)],
    ];

    private Task<LinkAnswer> DoneAsync(PayToken token, string done, Func<Task<CaseAnswer>> act, CancellationToken cancellation) => DoneAsync(token, () => done, act, cancellation);

    private async Task<LinkAnswer> DoneAsync(PayToken token, Func<string> done, Func<Task<CaseAnswer>> act, CancellationToken cancellation)
    {
        if ((await StateAsync(token, cancellation)).Debt is null) throw new RefusedException(409, "in-person", "Please call: this is talked about in person.");
        await act();
        return new LinkAnswer(done(), await StateAsync(token, cancellation));
    }
}
