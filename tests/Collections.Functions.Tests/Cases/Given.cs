using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>Cases in a given situation, built from facts as a stream would build them.</summary>
internal static class Given
{
    public static readonly CaseKey Key = new("0123456789abcdef0123456789abcdef");

    public static readonly CaseRules Rules = new(StrategyCatalog.Shipped, WorkingCalendar.China);

    /// <summary>Monday 2 March 2026, 06:00 in the bank's zone.</summary>
    public static readonly DateTimeOffset Start = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(6, 0));

    public static Money Cny(decimal amount) => new(amount, "CNY");

    public static AccountPosition Position(int daysPastDue, decimal overdue, DateOnly? businessDate = null)
    {
        var day = businessDate ?? new DateOnly(2026, 3, 1);
        return new AccountPosition
        {
            BusinessDate = day,
            Overdue = Cny(overdue),
            Principal = Cny(overdue),
            Interest = Cny(0),
            PenaltyInterest = Cny(0),
            Fees = Cny(0),
            Balance = Cny(overdue * 2),
            MinimumPayment = Cny(overdue / 10),
            CreditLimit = Cny(overdue * 3),
            DueDate = day.AddDays(-daysPastDue),
            DaysPastDue = daysPastDue,
        };
    }

    public static CaseOpened Opening(int daysPastDue = 5, decimal overdue = 5_000m, Product product = Product.CreditCard, int maxAgeDays = 400) => new()
    {
        Key = Key,
        Institution = "DEMO",
        Account = new AccountKey("a0000000000000000000000000000000"),
        Debtor = new DebtorKey("d0000000000000000000000000000000"),
        Spell = 1,
        Product = product,
        Region = "310000",
        Language = "zh-CN",
        Position = Position(daysPastDue, overdue),
        BalanceMaxAgeDays = maxAgeDays,
        Strategy = "cn-default/1",
        Import = "import-1",
    };

    /// <summary>A state after facts, each at an instant.</summary>
    public static CaseState Case(CaseOpened opened, params (DateTimeOffset At, Fact Fact)[] facts)
    {
        var state = ((CaseState?)null).Evolve(new StoredFact(1, Start, "system", "open", opened));
        foreach (var (at, fact) in facts) state = state.After(fact, at);
        return state;
    }

    public static CaseState After(this CaseState state, Fact fact, DateTimeOffset at) =>
        state.Evolve(new StoredFact(state.Version + 1, at, "system", $"test-{state.Version + 1}", fact));

    /// <summary>Lets pure decisions happen until the case wants an effect or waits.</summary>
    public static (CaseState State, CaseStep Step, IReadOnlyList<Fact> Recorded) Settle(this CaseState state, DateTimeOffset now, DateOnly? paymentsThrough = null)
    {
        var recorded = new List<Fact>();
        for (var i = 0; i < 50; i++)
        {
            var step = Rules.Decide(state, now, paymentsThrough);
            if (step is not Functions.Cases.Record record) return (state, step, recorded);
            foreach (var fact in record.Facts)
            {
                state = state.After(fact, now);
                recorded.Add(fact);
            }
        }

        throw new InvalidOperationException("The case answers itself.");
    }

    /// <summary>A message that went out and was delivered.</summary>
    public static CaseState Messaged(this CaseState state, DateTimeOffset at, string template = "negotiation-a")
    {
        var contact = CaseView.ContactId(Key, state.Version + 1);
        return state.After(new ContactPlanned(contact, Channel.Sms, Purpose.Collection, Party.Debtor, $"rung-{state.Version}", template), at)
            .After(new SendStarted(contact), at)
            .After(new ContactCompleted(contact, SendOutcome.Sent, "m"), at)
            .After(new DeliveryReported(contact, Delivered: true), at);
    }

    public static CaseState Called(this CaseState state, DateTimeOffset at, CallOutcome outcome) =>
        state.After(new CallRecorded($"c{state.Version}", state.Task(TaskKind.Call)?.Id, at, outcome, 30), at);
}
