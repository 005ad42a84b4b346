using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;

namespace Collections.Functions.DebtorPage;

/// <summary>
/// What a debtor's link shows: amounts and days, and what he may do himself; no name, number or address of his. Where a person has to talk with him, or with whoever stands in for
/// him, it shows whom to call and nothing of the debt.
/// </summary>
/// <param name="Institution">The bank's name, by language.</param>
/// <param name="Reference">To name the case by.</param>
/// <param name="Debt">Null: it is talked about in person.</param>
public sealed record DebtorStatement(IReadOnlyDictionary<string, string> Institution, string Hotline, string Reference, string PayPage, DateOnly Through, StatedDebt? Debt)
{
    internal static DebtorStatement Of(CaseView view, PayToken token, InstitutionCard card, string payPage) =>
        new(card.Names, card.Hotline, token.Case.Value, payPage, token.Through, view.State.BarsDebtor(Purpose.Service) || view.State.Paths.Estate is not null ? null : StatedDebt.Of(view));
}

/// <param name="Closed">Nothing is asked any more.</param>
/// <param name="DisputeAnswerBy">He disputes it, and has his answer by then.</param>
/// <param name="PaidOn">The day on which he says that he has paid, while that is looked for.</param>
/// <param name="MayPromiseThrough">The last day that a promise may name; null: none can be made now.</param>
/// <param name="MostInstalments">Of a plan that he can ask for here; null: none can be asked for now.</param>
/// <param name="OptedOut">Channels that he has closed.</param>
public sealed record StatedDebt(
    Product Product, bool Closed, Money Overdue, Money Outstanding, int DaysPastDue, DateOnly DueDate, DateOnly AsOf, StatedPromise? Promise, IReadOnlyList<StatedInstalment> Plan, StatedOffer? Offer,
    DateTimeOffset? DisputeAnswerBy, DateOnly? PaidOn, DateOnly? MayPromiseThrough, int? MostInstalments, bool MayDispute, bool MayClaimPaid, IReadOnlyList<Channel> OptedOut)
{
    internal static StatedDebt Of(CaseView view)
    {
        var (state, position) = (view.State, view.State.Balance.Position);
        var isFree = state.IsOpen && state.Plans.Open is null && state.Paths.Dispute is null && state.Balance.AbsentSince is null;
        return new StatedDebt(
            state.Product, !state.IsOpen, state.Overdue, state.Balance.Outstanding, view.DaysPastDue, position.DueDate, position.BusinessDate,
            state.Promises.Open is { } promise ? new StatedPromise(promise.Amount, promise.Due) : null,
            [.. state.Plans.Open?.Instalments.Select(part => new StatedInstalment(part.Due, part.Amount)) ?? []],
            state.Plans.Offer is { } offer ? new StatedOffer(offer.Terms.ConfirmBy, [.. offer.Terms.Instalments.Select(part => new StatedInstalment(part.Due, part.Amount))]) : null,
            state.Paths.Dispute?.AnswerBy, state.Paths.Claim?.PaidOn,
            isFree && !(state.Promises.Open?.Due < view.Today) ? view.Today.AddDays(view.Strategy.Promises.MaximumDays) : null, isFree ? LinkActs.MostInstalments : null,
            state.IsOpen && state.Paths.Dispute is null, state.IsOpen && state.Paths.Claim is null, [.. state.Contacts.OptedOut]);
    }
}

public sealed record StatedPromise(Money Amount, DateOnly Due);

public sealed record StatedInstalment(DateOnly Due, Money Amount);

/// <param name="ConfirmBy">The last day on which he can agree to it, by the code that he gets as a message.</param>
public sealed record StatedOffer(DateOnly ConfirmBy, IReadOnlyList<StatedInstalment> Instalments);
