using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Texts;

/// <summary>What a caller says: until it is known who listens, and after it. (R5.4, R6.2)</summary>
/// <param name="Opening">Said to whoever answers: who calls, and nothing of what it is about.</param>
/// <param name="Question">Asks who is speaking; null for a third party, who is asked nothing else.</param>
/// <param name="Afterwards">Said only once the party is identified.</param>
public sealed record CallScript(string Template, int Version, string Variant, string Language, string Opening, string? Question, IReadOnlyList<string> Afterwards);

/// <summary>The script for a call: by the case's stage and the party, in its language.</summary>
public sealed class CallScripts(ITemplateSource templates, MessageTexts texts)
{
    /// <summary>Null when there is none for this stage, or none that may be used; and for whoever answers a question: there is nothing to collect.</summary>
    /// <param name="contact">Contact id.</param>
    /// <param name="name">Of the debtor; null: not known.</param>
    public async Task<CallScript?> FindAsync(CaseState state, string contact, string? name, Party party, Purpose purpose, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var isThird = party == Party.ThirdParty;
        if (purpose != Purpose.Collection && !isThird) return null;
        var template = (await templates.AllAsync(state.Institution, cancellation)).FirstOrDefault(template =>
            template.Channel == Channel.Call && template.Party == SpokenToAs(party) && (template.Stage is null || template.Stage == state.Stage));
        if (template is null) return null;
        var variant = template.VariantIds[0];
        var made = await texts.TryAsync(new TextWish(state, template.Name, contact) { DebtorName = name }, template, variant, cancellation);
        if (made.Text is not { } text) return null;
        var question = isThird ? null : made.Values[Placeholders.Identify].In(text.Language);
        var parts = question is null ? [text.Text] : text.Text.Split(question, 2);
        string[] afterwards = parts.Length == 2 ? parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return new CallScript(template.Name, template.Version, variant, text.Language, parts[0].Trim(), question, afterwards);
    }

    /// <summary>Who owes together hears the same; who acts for the debtor hears what he would; heirs are written to.</summary>
    private static Party SpokenToAs(Party party) => party switch
    {
        Party.Debtor or Party.CoBorrower => Party.Debtor,
        Party.Guarantor => Party.Guarantor,
        Party.Guardian or Party.Agent => Party.Agent,
        Party.Heir => Party.Heir,
        Party.ThirdParty => Party.ThirdParty,
        _ => throw new ArgumentOutOfRangeException(nameof(party)),
    };
}
