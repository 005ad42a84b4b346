using Microsoft.DurableTask;

namespace Collections.Local.Durable;

/// <summary>One call of an activity. The input is still text, so that whoever binds it decides on the type.</summary>
public sealed record ActivityCall(string Name, string InstanceId, string? SerializedInput, DataConverter DataConverter);

/// <summary>An activity that can be called.</summary>
public sealed record ActivityRegistration(string Name, Type? InputType, Func<ActivityCall, CancellationToken, Task<object?>> Run);

/// <summary>The orchestrators and activities that an engine knows by name, without regard to case. Filled before the engine starts.</summary>
public sealed class TaskCatalog
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityRegistration> activities = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> OrchestratorNames => orchestrators.Keys.Order(StringComparer.Ordinal);

    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) => orchestrators.Add(name, run);

    public void AddActivity(string name, Type? inputType, Func<ActivityCall, CancellationToken, Task<object?>> run) =>
        activities.Add(name, new ActivityRegistration(name, inputType, run));

    public Func<TaskOrchestrationContext, Task<object?>>? Orchestrator(string name) => orchestrators.GetValueOrDefault(name);

    public ActivityRegistration? Activity(string name) => activities.GetValueOrDefault(name);
}
