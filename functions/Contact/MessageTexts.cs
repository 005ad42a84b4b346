using Collections.Functions.Contact.Texts;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The words of a contact for a case, in the debtor's language, checked as they stand. (R5.4)</summary>
public sealed class MessageTexts(ITemplateSource templates, IInstitutionDirectory institutions, Wordings wordings, PayLinks payLinks, PlanCodes codes, ILawBook laws, TimeProvider clock)
{
    /// <summary>
    /// The text, in the wording whose turn it is. Throws <see cref="TextRefusedException"/> when what came out may not go out, <see cref="InvalidOperationException"/>
    /// when there is no such template.
    /// </summary>
    public async Task<MessageText> RenderAsync(TextWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var (template, preferred) = await TemplateAsync(wish.State.Institution, wish.Template, cancellation);
        var variant = await wordings.ChooseAsync(wish.State.Debtor, wish.Contact, template, preferred, cancellation);
        var made = await TryAsync(wish, template, variant, cancellation);
        return made.Text ?? throw new TextRefusedException(template.Name, made.Faults);
    }

    /// <summary>The text in a certain wording, or what forbids it; nothing is noted.</summary>
    public async Task<TriedText> TryAsync(TextWish wish, MessageTemplate template, string variant, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(template);
        var today = BusinessTime.DayOf(clock.GetUtcNow());
        if (template.SpeaksOfSuit && LimitationRules.MayHavePassed(wish.State, today))
            return new(null, [new TextFault("$.speaksOfSuit", "limitation-passed", "speaks of going to court, and the limitation period may have passed")], new Dictionary<string, TextValue>());
        var card = await institutions.GetAsync(wish.State.Institution, cancellation);
        var language = TemplateLanguages.Best([.. template.Variants[variant].Texts.Keys], wish.Language ?? wish.State.Language);
        if (wish.State.Plans.Offer is { } offer) wish = wish with { ConfirmCode = codes.Of(wish.State.Key, offer.Plan) };
        var values = TextValues.Of(wish, card, payLinks.Of(card.DebtorPage ?? card.PayLink, wish.State.Key, wish.Contact), template.Channel, language, today);
        var text = TextRenderer.Render(template, variant, language, values, await ElementsAsync(wish.State.Institution, template, cancellation), out var faults);
        return new(text, faults, values);
    }

    /// <summary>What is wrong with a template under what binds the institution now.</summary>
    public async ValueTask<IReadOnlyList<TextFault>> FaultsAsync(string institution, MessageTemplate template, CancellationToken cancellation) =>
        TemplateCheck.Faults(template, await ElementsAsync(institution, template, cancellation));

    /// <summary>Throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public async ValueTask<(MessageTemplate Template, string? Variant)> TemplateAsync(string institution, string reference, CancellationToken cancellation) =>
        await templates.ResolveAsync(institution, reference, cancellation) ?? throw new InvalidOperationException($"There is no template '{reference}'.");

    private async ValueTask<IReadOnlySet<MessageElement>> ElementsAsync(string institution, MessageTemplate template, CancellationToken cancellation) =>
        (await laws.ForAsync(institution, cancellation)).Pack.ElementsFor(template.Channel, template.Purpose);
}

/// <param name="Text">Null when it may not go out.</param>
/// <param name="Values">What it was filled with.</param>
public sealed record TriedText(MessageText? Text, IReadOnlyList<TextFault> Faults, IReadOnlyDictionary<string, TextValue> Values);
