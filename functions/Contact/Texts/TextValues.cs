using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>What a text is filled with: the case's amounts and days, and how the institution is reached.</summary>
public static class TextValues
{
    /// <param name="payLink">With its token.</param>
    /// <param name="today">In bank time.</param>
    public static IReadOnlyDictionary<string, TextValue> Of(TextWish wish, InstitutionCard card, Uri payLink, Channel channel, string language, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(card);
        var accounts = wish.Covered.Count > 0 ? wish.Covered : [wish.State];
        var parts = accounts.Select(account => account.Balance.Parts).Aggregate((sum, part) => new DebtParts(
            sum.Principal + part.Principal, sum.Interest + part.Interest, sum.PenaltyInterest + part.PenaltyInterest, sum.Fees + part.Fees));
        var name = NameIn(wish.DebtorName, language);
        var values = new Dictionary<string, TextValue>(StringComparer.Ordinal)
        {
            ["institution"] = new TextOf(card.NameIn(language)),
            ["debtorName"] = new TextOf(name),
            ["overdue"] = new MoneyOf(accounts.Select(account => account.Overdue).Aggregate((sum, amount) => sum + amount)),
            ["overduePrincipal"] = new MoneyOf(parts.Principal),
            ["overdueInterest"] = new MoneyOf(parts.Interest + parts.PenaltyInterest),
            ["overdueFees"] = new MoneyOf(parts.Fees),
            ["outstanding"] = new MoneyOf(accounts.Select(account => account.Balance.Outstanding).Aggregate((sum, amount) => sum + amount)),
            ["date"] = new DateOf(today),
            ["balanceDate"] = new DateOf(accounts.Min(account => account.Balance.Position.BusinessDate)),
            ["dueDate"] = new DateOf(accounts.Min(account => account.Balance.Position.DueDate)),
            ["daysPastDue"] = new NumberOf(accounts.Max(account => account.Balance.DaysPastDueOn(today))),
            ["accounts"] = new NumberOf(accounts.Count),
            ["payLink"] = new LinkOf(payLink),
            ["hotline"] = new PhoneOf(card.Hotline),
            ["optOut"] = new TextOf(StandardTexts.OptOut(channel, language, card.Hotline)),
            ["objection"] = new TextOf(StandardTexts.Objection(channel, language, card.Hotline)),
            ["caseReference"] = new TextOf(Reference(wish.State.Key)),
            [Placeholders.Identify] = new TextOf(StandardTexts.Identify(language, name)),
        };
        if (wish.State.Agency.Offer is { } placement) values["agency"] = new TextOf(placement.Name);
        if (wish.AnswerBy is { } answerBy) values["answerBy"] = new DateOf(answerBy);
        if (wish.EstateOf is { } deceased) values["estateOf"] = new TextOf(NameIn(deceased, language));
        if (wish.State.Paths.Answered is { } answered) values["finding"] = new TextOf(StandardTexts.Finding(answered.Finding, language));
        AddPlan(values, wish);
        return values;
    }

    /// <summary>The plan in force with the instalment that is to be paid next, or the one on offer.</summary>
    private static void AddPlan(Dictionary<string, TextValue> values, TextWish wish)
    {
        var (state, plans) = (wish.State, wish.State.Plans);
        if ((plans.Open?.Instalments ?? plans.Offer?.Terms.Instalments) is not { } instalments) return;
        var next = plans.Open is { } open ? PlanRules.Next(state, open) : instalments[0];
        values["planInstalments"] = new NumberOf(instalments.Count);
        values["planTotal"] = new MoneyOf(new Money(instalments.Sum(instalment => instalment.Amount.Amount), state.Balance.Currency));
        if (next is not null) (values["instalment"], values["instalmentDue"]) = (new MoneyOf(next.Amount), new DateOf(next.Due));
        if (plans.Offer is { } offer) values["confirmBy"] = new DateOf(offer.Terms.ConfirmBy);
        if (wish.ConfirmCode is { } code) values["confirmCode"] = new TextOf(code);
    }

    /// <summary>What people quote of a case: twelve digits of its key, in groups.</summary>
    public static string Reference(CaseKey key)
    {
        var digits = key.Value[..12].ToUpperInvariant();
        return $"{digits[..4]}-{digits[4..8]}-{digits[8..]}";
    }

    /// <summary>A name that would make the text say something else is not used.</summary>
    private static string NameIn(string? name, string language) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 100 || ForbiddenWords.Shipped.In(name) is not null ? StandardTexts.NeutralName(language) : name;
}
