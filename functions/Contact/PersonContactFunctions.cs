using System.Globalization;
using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact;

/// <summary>Contacts that people make, over HTTP: ask whether it may be made now, make it, tell what came of it. (R5.1, R6.4)</summary>
public sealed class PersonContactFunctions(
    PersonContacts contacts, DebtorPaths paths, Casework casework, DebtorProfiles profiles, ContactPoints points, PracticeGuard guard, CallScripts scripts, VerdictTeller teller, TimeProvider clock,
    [FromKeyedServices("technical")] TimeProvider technical)
{
    private static readonly Dictionary<Channel, string[]> Makers = new()
    {
        [Channel.Call] = [Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Specialist, Roles.Agency],
        [Channel.Visit] = [Roles.Field, Roles.Supervisor],
        [Channel.Letter] = [Roles.Legal],
    };

    /// <summary>
    /// Asks for a contact now; what is granted is counted. After a refusal a new key asks anew; without a key, the same question is one question for a minute.
    /// </summary>
    [Function("ReserveContact")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist, Roles.Agency)]
    public async Task<IResult> Reserve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contacts")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ContactWish>(clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), cancellation);
        var wish = posted.Body;
        if (!Makers.TryGetValue(wish.Channel, out var roles))
            throw new RefusedException(422, "channel-not-by-person", $"People ask for {string.Join(", ", Makers.Keys)}; messages are sent by the strategy.");
        if (!roles.Any(posted.Caller.Is)) throw new RefusedException(403, "role-required", $"A {wish.Channel} needs one of the roles {string.Join(", ", roles)}.");
        var key = QueryValues.CaseKey(id);
        if (posted.Caller.PosesAsBank) throw await guard.RefuseAsync(PracticeCatalog.ImpersonateBank, EnforcementPoint.Wish, posted.Caller.By, key, posted.Command, cancellation);
        wish = await AsAgencyAsync(key, wish, posted.Caller, cancellation);
        RefuseOverride(wish, posted.Caller);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        TaskClaims.RefuseComplainedOf(state, posted.Caller.Id);
        if (wish.Channel == Channel.Visit && state.Visits.Plan is { } plan && !plan.Visitors.Contains(posted.Caller.Id))
            throw new RefusedException(403, "not-your-visit", "One of the visitors whom the plan names asks for it, and learns where to go.");
        if (wish.Channel == Channel.Call) TaskClaims.RefuseAnothers(state, TaskKind.Call, posted.Caller, technical.GetUtcNow());
        var reserved = await contacts.ReserveAsync(key, await DueAsync(key, wish, cancellation), CareRoles.ActingIn(posted.Caller).By, posted.Command, cancellation);
        return Answers.Ok(await GrantedAsync(key, wish, reserved, cancellation));
    }

    /// <summary>
    /// May I contact now, and why not? Nothing is counted or recorded. Query: <c>channel</c>, and <c>purpose</c>, <c>person</c> as a wish has them.
    /// </summary>
    [Function("MayContact")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist, Roles.Compliance, Roles.Auditor, Roles.Agency)]
    public async Task<IResult> May(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/may-contact")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var key = QueryValues.CaseKey(id);
        var wish = new ContactWish(Named<Channel>(request, "channel") ?? throw new RefusedException(400, "bad-query", "Name a 'channel'."), Named<Purpose>(request, "purpose"))
        {
            Person = request.Query["person"].ToString() is { Length: > 0 } person ? person : null,
        };
        wish = await AsAgencyAsync(key, wish, request.Caller(), cancellation);
        var may = await contacts.LookAsync(key, await DueAsync(key, wish, cancellation), cancellation);
        if (may.Verdict is not { } verdict) return Answers.Ok(may);
        var region = (await casework.ViewAsync(key, cancellation)).State.Region;
        return Answers.Ok(may with { Told = await teller.TellAsync(verdict, region, VerdictTeller.LanguageOf(request), cancellation) });
    }

    [Function("RecordCall")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Specialist, Roles.Agency)]
    public async Task<IResult> RecordCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contacts/{contactId}/result")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<CallReport>(clock, cancellation);
        var (key, report) = (QueryValues.CaseKey(id), posted.Body);
        Casework.RefuseLong(report.Note);
        if (report.Outcome != CallOutcome.RightPartyDispute && report.Disputed is not null) throw new RefusedException(422, "disputed", "What is disputed belongs to a call in which it was.");
        if (report.Outcome == CallOutcome.RightPartyDispute && string.IsNullOrWhiteSpace(report.Note)) throw new RefusedException(422, "note-needed", "Say in 'note' what the debtor disputes, and what with.");
        var agency = AgencyAccess.Of(posted.Caller);
        var told = await contacts.RecordCallAsync(key, QueryValues.Contact(contactId), report, posted.Caller.By, posted.Command, cancellation, agency);
        if (report.Outcome == CallOutcome.RightPartyDispute) await paths.AlsoDisputesAsync(key, posted, report.Disputed ?? DisputeReason.Other, report.Note!, cancellation);
        else if (agency is null) return Answer(told);

        // What was granted may be reported after the recall; the case itself is not the agency's to see any more.
        var view = report.Outcome == CallOutcome.RightPartyDispute ? await casework.ViewAsync(key, cancellation) : casework.View(told.State);
        return agency is null ? Answers.Ok(CaseAnswer.Of(view))
            : AgencyAccess.Has(view.State, agency) ? Answers.Ok(AgencyCaseAnswer.Of(view))
            : Answers.Ok(new NoBody());
    }

    [Function("PostLetter")]
    [Roles(Roles.Legal)]
    public async Task<IResult> PostLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/letters/{contactId}/posted")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(clock, cancellation);
        return Answer(await contacts.PostLetterAsync(QueryValues.CaseKey(id), QueryValues.Contact(contactId), posted.Caller.By, posted.Command, cancellation));
    }

    /// <summary>Whom to reach and where, in full, and what to say, for the one who may make this contact now; the reservation records who that was. (R8.2)</summary>
    private async Task<GrantedContact> GrantedAsync(CaseKey key, ContactWish wish, ReservedContact reserved, CancellationToken cancellation)
    {
        var (state, channel) = ((await casework.ViewAsync(key, cancellation)).State, wish.Channel);
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var role = reserved.Party?.Role ?? Party.Debtor;
        var speaksTo = role is Party.Debtor or Party.ThirdParty ? profile?.Name : reserved.Party?.Name;

        // The bank's scripts speak in the bank's name; an agency says who it is.
        var script = channel == Channel.Call && wish.Agency is null ? await scripts.FindAsync(state, reserved.Contact, speaksTo, role, reserved.Purpose, cancellation) : null;
        return new GrantedContact(
            reserved.Contact, reserved.At, reserved.Verdict, ReachOf(state, profile, channel, reserved), reserved.Until, MaySay.To(role), script);
    }

    private Reach? ReachOf(CaseState state, DebtorProfile? profile, Channel channel, ReservedContact reserved)
    {
        if (reserved.Party is { } party)
            return new Reach(party.Name, profile?.Language ?? state.Language, channel == Channel.Call ? points.NumberOf(party.Phones, reserved.Phone) : party.Address);
        return profile is null ? null : new Reach(profile.Name, profile.Language, channel == Channel.Call ? points.NumberOf(profile, reserved.Phone) : profile.PostalAddress());
    }

    /// <summary>A letter whose purpose nobody names has that of the one that is due.</summary>
    private async Task<ContactWish> DueAsync(CaseKey key, ContactWish wish, CancellationToken cancellation) =>
        wish is { Channel: Channel.Letter, Purpose: null, Person: null } ? wish with { Purpose = Letters.PurposeOf((await casework.ViewAsync(key, cancellation)).State) } : wish;

    /// <summary>An agency asks for the debtor of a case that it has; another case does not exist to it.</summary>
    private async Task<ContactWish> AsAgencyAsync(CaseKey key, ContactWish wish, Caller caller, CancellationToken cancellation)
    {
        if (AgencyAccess.Of(caller) is not { } agency) return wish;
        AgencyAccess.Check((await casework.ViewAsync(key, cancellation)).State, caller);
        if (wish.Channel != Channel.Call || wish.Person is not null || wish.For != Purpose.Collection)
            throw new RefusedException(422, "agency-calls-debtor", "An agency calls the debtor, for collection; anybody else is the bank's to ask.");
        return wish with { Agency = agency };
    }

    private static void RefuseOverride(ContactWish wish, Caller caller)
    {
        if (wish.Override is null) return;
        if (!caller.Is(Roles.Supervisor)) throw new RefusedException(403, "role-required", $"To set aside rules that presume needs the role {Roles.Supervisor}.");
        if (string.IsNullOrWhiteSpace(wish.Override)) throw new RefusedException(422, "reason-needed", "Say in 'override' why the rule may be set aside here.");
        Casework.RefuseLong(wish.Override);
    }

    private static T? Named<T>(HttpRequest request, string name) where T : struct, Enum
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        return text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw new RefusedException(400, "bad-query", $"'{name}' is one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private IResult Answer(CommandResult result) => Answers.Ok(CaseAnswer.Of(casework.View(result.State)));
}

/// <summary>A contact that its asker may make now.</summary>
/// <param name="Reach">Missing when the debtor's profile is.</param>
/// <param name="Until">From then on it may not be made any more: ask again.</param>
/// <param name="MaySay">What may be said to whom is reached.</param>
/// <param name="Script">Calls: what to say, and what not before it is known who is speaking.</param>
public sealed record GrantedContact(
    string Contact, DateTimeOffset At, ContactVerdict Verdict, Reach? Reach, DateTimeOffset Until, MaySay MaySay, CallScript? Script = null);

/// <param name="At">The number to call, or the address to go or write to.</param>
public sealed record Reach(string Name, string Language, string? At);
