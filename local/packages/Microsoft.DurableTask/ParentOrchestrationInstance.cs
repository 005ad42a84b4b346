namespace Microsoft.DurableTask;

/// <summary>The orchestration that started this one as its child.</summary>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
