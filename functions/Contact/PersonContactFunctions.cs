using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact;

/// <summary>Contacts that people make, over HTTP: ask whether it may be made now, make it, tell what came of it. (R5.1, R6.4)</summary>
public sealed class PersonContactFunctions(
    PersonContacts contacts, Casework casework, DebtorProfiles profiles, ContactPoints points, CallScripts scripts, TimeProvider clock)
{
    private static readonly Dictionary<Channel, string[]> Makers = new()
    {
        [Channel.Call] = [Roles.Collector, Roles.SeniorCollector, Roles.Supervisor],
        [Channel.Visit] = [Roles.Field, Roles.Supervisor],
        [Channel.Letter] = [Roles.Legal],
    };

    /// <summary>
    /// Asks for a contact now; what is granted is counted. After a refusal a new key asks anew; without a key, the same question is one question for a minute.
    /// </summary>
    [Function("ReserveContact")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Reserve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contacts")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ContactWish>(clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), cancellation);
        var wish = posted.Body;
        if (!Makers.TryGetValue(wish.Channel, out var roles))
            throw new RefusedException(422, "channel-not-by-person", $"People ask for {string.Join(", ", Makers.Keys)}; messages are sent by the strategy.");
        if (!roles.Any(posted.Caller.Is)) throw new RefusedException(403, "role-required", $"A {wish.Channel} needs one of the roles {string.Join(", ", roles)}.");
        var key = QueryValues.CaseKey(id);
        var purpose = wish.Purpose ?? (wish.Channel == Channel.Letter ? Letters.PurposeOf((await casework.ViewAsync(key, cancellation)).State) : Purpose.Collection);
        var reserved = await contacts.ReserveAsync(key, wish.Channel, purpose, posted.Caller.By, posted.Command, cancellation);
        return Answers.Ok(await GrantedAsync(key, wish.Channel, reserved, cancellation));
    }

    [Function("RecordCall")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor)]
    public async Task<IResult> RecordCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contacts/{contactId}/result")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<CallReport>(clock, cancellation);
        Casework.RefuseLong(posted.Body.Note);
        return Answer(await contacts.RecordCallAsync(QueryValues.CaseKey(id), ContactOf(contactId), posted.Body, posted.Caller.By, posted.Command, cancellation));
    }

    [Function("ReportVisit")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> ReportVisit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{contactId}/report")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<VisitReport>(clock, cancellation);
        Casework.RefuseLong(posted.Body.Note);
        return Answer(await contacts.ReportVisitAsync(QueryValues.CaseKey(id), ContactOf(contactId), posted.Body, posted.Caller.By, posted.Command, cancellation));
    }

    [Function("PostLetter")]
    [Roles(Roles.Legal)]
    public async Task<IResult> PostLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/letters/{contactId}/posted")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(clock, cancellation);
        return Answer(await contacts.PostLetterAsync(QueryValues.CaseKey(id), ContactOf(contactId), posted.Caller.By, posted.Command, cancellation));
    }

    /// <summary>Whom to reach and where, in full, and what to say, for the one who may make this contact now; the reservation records who that was. (R8.2)</summary>
    private async Task<GrantedContact> GrantedAsync(CaseKey key, Channel channel, ReservedContact reserved, CancellationToken cancellation)
    {
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var reach = profile is null ? null : new Reach(profile.Name, profile.Language, channel == Channel.Call ? points.NumberOf(profile, reserved.Phone) : profile.Address);
        var script = channel == Channel.Call ? await scripts.FindAsync(state, reserved.Contact, profile?.Name, Party.Debtor, cancellation) : null;
        return new GrantedContact(reserved.Contact, reserved.At, reserved.Verdict, reach, script);
    }

    private IResult Answer(CommandResult result) => Answers.Ok(CaseAnswer.Of(casework.View(result.State)));

    private static string ContactOf(string id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower) ? id : throw RefusedException.NotFound("contact");
}

/// <param name="Purpose">Collection, or for a letter what the one that is due has, unless said otherwise.</param>
public sealed record ContactWish(Channel Channel, Purpose? Purpose = null);

/// <summary>A contact that its asker may make now.</summary>
/// <param name="Reach">Missing when the debtor's profile is.</param>
/// <param name="Script">Calls: what to say, and what not before it is known who is speaking.</param>
public sealed record GrantedContact(string Contact, DateTimeOffset At, ContactVerdict Verdict, Reach? Reach, CallScript? Script = null);

/// <param name="At">The number to call, or the address to go or write to.</param>
public sealed record Reach(string Name, string Language, string? At);
