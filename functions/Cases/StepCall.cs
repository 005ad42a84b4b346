using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>Input of the activity that does a step. Keys only: nothing personal enters an orchestration's history.</summary>
public sealed record StepCall(CaseKey Case, CaseStep Step);
