using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.DebtorPage;

public sealed record OwnPromise(Money Amount, DateOnly Due, string Method);

/// <param name="Means">What his household has and needs a month.</param>
public sealed record OwnPlan(int Instalments, DateOnly FirstDue, MeansStatement Means);

public sealed record OwnDispute(DisputeReason Reason, string Words);

public sealed record OwnPayment(DateOnly PaidOn);

public sealed record OwnOptOut(Channel Channel);

/// <param name="Done">What came of it: <c>promised</c>, <c>offered</c>, <c>asked</c> (a person calls), <c>disputed</c>, <c>looked-for</c>, <c>closed</c>.</param>
public sealed record LinkAnswer(string Done, DebtorStatement Statement);
