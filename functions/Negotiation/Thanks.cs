using Collections.Functions.Cases;
using Collections.Functions.Contact;

namespace Collections.Functions.Negotiation;

/// <summary>A promise or plan that was kept, until the debtor has been thanked for it.</summary>
/// <param name="Id">Of the promise or plan.</param>
/// <param name="On">Day on which it was found kept.</param>
public sealed record KeptWord(string Id, DateOnly On);

/// <summary>Who keeps his word is thanked once: a service message, whatever became of the case, or none at all when it would come late. (R4.1)</summary>
public static class Thanks
{
    private const string Template = "thanks";

    /// <summary>Calendar days in which thanks still make sense.</summary>
    private const int Days = 3;

    /// <summary>The case's own next step, or the thanks that are due, or a wait that ends when they will be.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        if (Latest(view.State) is not { } kept || view.Today > kept.On.AddDays(Days)) return next();
        if (Messages.Once(view, RungOf(kept), new MessageKind(Template, Purpose: Purpose.Service), kept.On, out var turn) is { } message) return message;
        return (next(), turn) switch
        {
            (Wait wait, { } at) when at < wait.Until => wait with { Until = at },
            (Done, { } at) => new Wait(at, Template, view.State.Version),
            var (step, _) => step,
        };
    }

    /// <summary>Whether a message is what the debtor is thanked with: it goes out though nothing is owed any more.</summary>
    public static bool Is(CaseState state, string rung) => Latest(state) is { } kept && RungOf(kept) == rung;

    private static KeptWord? Latest(CaseState state)
    {
        var (promise, plan) = (state.Promises.LastKept, state.Plans.LastKeptWord);
        return plan is not null && !(promise?.On >= plan.On) ? plan : promise;
    }

    private static string RungOf(KeptWord kept) => $"{Template}-{kept.Id}";
}
