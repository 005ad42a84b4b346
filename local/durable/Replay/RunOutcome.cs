using DurableTask.Core;

namespace Collections.Local.Durable;

/// <summary>How a turn of an orchestrator ended.</summary>
internal abstract record RunOutcome;

/// <summary>It waits for something that is under way.</summary>
internal sealed record Waits(bool Suspended) : RunOutcome;

internal sealed record Completes(string? Output) : RunOutcome;

/// <summary>It failed: by its own code, or because the engine cannot let it go on; then nothing that it asked for in this turn counts.</summary>
internal sealed record Fails(FailureDetails Failure, bool ByItsCode = false) : RunOutcome;

internal sealed record Terminates(string? Output, bool Recursive) : RunOutcome;

/// <summary>It restarts itself, and takes along the events that nobody has waited for yet, and a suspension that has come meanwhile.</summary>
internal sealed record Restarts(string? Input, IReadOnlyList<EventRaised> Carried, int NextGuid, bool Suspended) : RunOutcome;
