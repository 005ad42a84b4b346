using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Limitation;

/// <summary>What the legal department takes down of the limitation period. Pure; refusals are <see cref="RefusedException"/>. (R3.7)</summary>
public static class LimitationCommands
{
    public static IReadOnlyList<Fact> Interrupt(CaseView view, InterruptionOrder order, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        if (order.On > view.Today || order.On < view.State.Balance.Position.DueDate)
            throw new RefusedException(422, "on", "It happened between the day on which the debt fell due and today.");
        return [new LimitationInterrupted(order.Ground, order.On, note)];
    }

    public static IReadOnlyList<Fact> Suspend(CaseView view, ObstacleOrder order, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        if (order.From > order.Until || order.Until > view.Today)
            throw new RefusedException(422, "until", "An obstacle is taken down when it is over: it ended after it began, and not after today.");
        return [new LimitationSuspended(order.Obstacle, order.From, order.Until, note)];
    }

    public static IReadOnlyList<Fact> State(CaseView view, LimitationOrder order, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        if (order.Ends <= order.From) throw new RefusedException(422, "ends", "The period ends after it begins.");
        if (order.From > view.Today.AddYears(30) || order.From < view.Today.AddYears(-30)) throw new RefusedException(422, "from", "That is not when this debt fell due.");
        return [new LimitationStated(order.From, order.Ends, view.Today, note)];
    }
}
