using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Texts;

/// <summary>Looking at templates, and at what one of them would say on a case. (R5.4)</summary>
public sealed class TemplateFunctions(ITemplateSource templates, MessageTexts texts, Casework casework, DebtorProfiles profiles)
{
    /// <summary>Those in force for an institution, each with what the checks say of it.</summary>
    [Function("ListTemplates")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Legal, Roles.Compliance, Roles.Administrator, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query["institution"].ToString() is not { Length: > 0 } institution) throw new RefusedException(400, "bad-query", "Name the 'institution'.");
        var entries = new List<TemplateEntry>();
        foreach (var template in await templates.AllAsync(institution, cancellation)) entries.Add(TemplateEntry.Of(template, await texts.FaultsAsync(institution, template, cancellation)));
        return Answers.Ok(entries);
    }

    /// <summary>
    /// What a template would say on a case today, in each wording or the one that is asked for. The debtor's name is masked: full ones are shown to whoever may
    /// make a contact, and to nobody before.
    /// </summary>
    [Function("PreviewTemplate")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/templates/{name}/preview")] HttpRequest request, string id, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var state = (await casework.ViewAsync(QueryValues.CaseKey(id), cancellation)).State;
        if (await templates.FindAsync(state.Institution, name, cancellation) is not { } template) throw RefusedException.NotFound("template");
        var (language, wanted) = (request.Query["language"].ToString(), request.Query["variant"].ToString());
        if (wanted.Length > 0 && !template.Variants.ContainsKey(wanted)) throw RefusedException.NotFound("variant");
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var wish = new TextWish(state, name, CaseView.ContactId(state.Key, state.Version + 1))
        {
            DebtorName = profile is null ? null : DebtorCard.MaskName(profile.Name),
            AnswerBy = BusinessTime.DayOf(casework.View(state).Now).AddDays(casework.View(state).Strategy.Legal.LetterDays),
            Language = language.Length > 0 ? language : null,
        };
        var previews = new List<TemplatePreview>();
        foreach (var variant in template.VariantIds.Where(variant => wanted.Length == 0 || variant == wanted))
        {
            var made = await texts.TryAsync(wish, template, variant, cancellation);
            previews.Add(new TemplatePreview(variant, made.Text?.Language, made.Text?.Subject, made.Text?.Text, made.Text?.Segments, made.Faults));
        }

        return Answers.Ok(previews);
    }
}

/// <param name="Hash">SHA-256 of the content, hexadecimal.</param>
/// <param name="Faults">What the checks say under the pack that is in force; empty: it may be used.</param>
public sealed record TemplateEntry(
    string Name, int Version, Channel Channel, Purpose Purpose, Party Party, Stage? Stage, bool SpeaksOfSuit, IReadOnlyList<string> Variants, IReadOnlyList<string> Languages, string Hash,
    IReadOnlyList<TextFault> Faults)
{
    public static TemplateEntry Of(MessageTemplate template, IReadOnlyList<TextFault> faults)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new TemplateEntry(
            template.Name, template.Version, template.Channel, template.Purpose, template.Party, template.Stage, template.SpeaksOfSuit, template.VariantIds,
            [.. template.Variants.Values.SelectMany(variant => variant.Texts.Keys).Distinct().Order(StringComparer.Ordinal)], template.Hash, faults);
    }
}

/// <param name="Text">Missing when it may not be used here.</param>
/// <param name="Segments">SMS: parts on the air.</param>
public sealed record TemplatePreview(string Variant, string? Language, string? Subject, string? Text, int? Segments, IReadOnlyList<TextFault> Faults);
