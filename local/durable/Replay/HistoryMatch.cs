using DurableTask.Core.Exceptions;

namespace Collections.Local.Durable;

/// <summary>Holds what the code asks for against what its history says it asked for.</summary>
internal static class HistoryMatch
{
    /// <exception cref="NonDeterministicOrchestrationException">The code asked for nothing with this number, or for something else.</exception>
    public static void Demand(ReplayContext context, int taskId, OperationKind kind, string name)
    {
        Operation? asked = taskId < context.Operations.Count ? context.Operations[taskId] : null;
        if (asked is null)
            throw new NonDeterministicOrchestrationException(taskId, Advice.NotScheduledAgain(taskId, Describe(kind, name)));
        if (asked.Kind != kind || !string.Equals(asked.Name, name, StringComparison.OrdinalIgnoreCase))
            throw new NonDeterministicOrchestrationException(taskId, Advice.ScheduledOtherwise(taskId, Describe(kind, name), Describe(asked.Kind, asked.Name)));
        asked.InHistory = true;
    }

    private static string Describe(OperationKind kind, string name) => kind switch
    {
        OperationKind.Activity => $"an activity task named '{name}'",
        OperationKind.SubOrchestration => $"a sub-orchestration task named '{name}'",
        OperationKind.Timer => "a timer task",
        OperationKind.SendEvent => $"a send event task named '{name}'",
        _ => throw new InvalidOperationException($"Unknown kind of operation {kind}."),
    };
}
