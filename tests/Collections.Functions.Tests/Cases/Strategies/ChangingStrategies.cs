using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>Strategies of which another one is in force at every version of a case.</summary>
internal sealed class ChangingStrategies : IStrategyBook
{
    private static readonly Strategy First = StrategyCatalog.Shipped.Get("cn-default/1");

    private static readonly StrategyCatalog Known = new(
    [
        First,
        First with
        {
            Version = 2,
            Reminder = First.Reminder with { Messages = [6, 12, 18], Emails = [20], CreditNotices = [19], Calls = First.Reminder.Calls.ToDictionary(calls => calls.Key, _ => (IReadOnlyList<int>)[9]) },
            Negotiation = First.Negotiation with { From = 22, SecondLineFrom = 50, MessageEveryDays = 5 },
            FieldVisit = First.FieldVisit with { FromHighRisk = 55, From = 80 },
            Legal = First.Legal with { After = 120, AfterRefusals = 90 },
        },
        First with
        {
            Version = 3,
            MinimumOverdue = 1_000,
            Negotiation = First.Negotiation with { VoiceMessages = [new VoiceRung(50)], MessageEveryDays = null },
            FieldVisit = First.FieldVisit with { From = 101, FromHighRisk = 95, MinimumAmount = 20_000 },
            Legal = First.Legal with { After = 200, AfterRefusals = 110 },
            Promises = First.Promises with { MaximumDays = 5, MaximumDaysApproved = 10 },
        },
        StrategyCatalog.Shipped.Get("slow-ladder/1"),
    ]);

    public Strategy Get(string reference) => Known.Get(reference);

    public Scorecard ScorecardOf(Strategy strategy) => Scorecard.Default;

    public Placement? InForceFor(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var strategy = Known.All[(int)(state.Version % Known.All.Count)];
        return strategy.Uses(state.Stage) ? new Placement(strategy.Reference) : null;
    }

    public ValueTask<Placement> PlaceAsync(string institution, DebtorKey debtor, Product product, string region, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask EnsureAsync(CaseState state, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask EnsureAsync(string reference, CancellationToken cancellation) => ValueTask.CompletedTask;
}
