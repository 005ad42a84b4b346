using Collections.Functions.Cases;

namespace Collections.Functions.Workbench;

/// <summary>Somebody has taken a task on: until the lease ends nobody else works on it unasked. (R6.2)</summary>
/// <param name="Id">Of the task.</param>
/// <param name="Person">Who has it.</param>
/// <param name="Until">In technical time: people work in real hours, whatever the business clock does.</param>
public sealed record TaskClaimed(string Id, string Person, DateTimeOffset Until) : Fact;

/// <summary>A supervisor has given a task to somebody: it is his until it is done, released or given to another. (R6.2)</summary>
public sealed record TaskAssigned(string Id, string Person) : Fact;

/// <summary>A task is for everybody again.</summary>
public sealed record TaskReleased(string Id) : Fact;
