using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Who works on a task: taking it, giving it back, giving it to somebody. Pure; refusals are <see cref="RefusedException"/>. (R6.2)</summary>
public static class TaskClaims
{
    /// <summary>How long a claim holds unless it is renewed: longer than a call with its notes takes, shorter than a shift.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Takes a task on, or renews the claim. Whoever comes second is refused (409 <c>task-claimed</c>) until the lease is over.</summary>
    /// <param name="now">Technical time.</param>
    public static IReadOnlyList<Fact> Claim(CaseState state, string id, Caller caller, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var task = Workable(state, id, caller);
        RefuseComplainedOf(state, caller.Id);
        RefuseAnothers(task, caller, now);
        var isFresh = task.Claim is { } mine && mine.Person == caller.Id && !(mine.Until - now < Lease / 2);
        return isFresh ? [] : [new TaskClaimed(id, caller.Id, now + Lease)];
    }

    /// <summary>Gives a task back. Only who has it, or a supervisor, does.</summary>
    public static IReadOnlyList<Fact> Release(CaseState state, string id, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var task = Workable(state, id, caller);
        if (task.Claim is not { } claim) return [];
        return claim.Person == caller.Id || caller.Is(Roles.Supervisor)
            ? [new TaskReleased(id)]
            : throw new RefusedException(403, "not-yours", "Somebody else has this task; only that person or a supervisor gives it back.");
    }

    /// <summary>Gives a task to somebody, whoever had it before: a supervisor's business.</summary>
    public static IReadOnlyList<Fact> Assign(CaseState state, string id, string person, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var task = Workable(state, id, caller);
        RefuseNobody(person);
        RefuseComplainedOf(state, person);
        return task.Claim is { Until: null } claim && claim.Person == person ? [] : [new TaskAssigned(id, person)];
    }

    /// <summary>Whoever is complained of for how he treated the debtor does not work on the case until that is answered. (R6.5)</summary>
    public static void RefuseComplainedOf(CaseState state, string person)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Complaints.IsAbout(person)) throw new RefusedException(403, "complained-of", "The debtor has complained of this person: somebody else works on the case until that is answered.");
    }

    /// <summary>A person is named as tokens name him.</summary>
    public static void RefuseNobody(string? person)
    {
        if (person is not { Length: > 0 and <= 64 } || !person.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@'))
            throw new RefusedException(422, "bad-person", "Name the person by id: 1 to 64 letters, digits and - _ . @");
    }

    /// <summary>Refuses (409) work on a task of a kind that somebody else is at.</summary>
    public static void RefuseAnothers(CaseState state, TaskKind kind, Caller caller, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Task(kind) is { } task) RefuseAnothers(task, caller, now);
    }

    private static void RefuseAnothers(OpenTask task, Caller caller, DateTimeOffset now)
    {
        if (task.Claim is not { } claim || claim.Person == caller.Id || !claim.HoldsAt(now)) return;
        throw new RefusedException(409, "task-claimed", "Somebody else is working on this.", new Dictionary<string, object?> { ["person"] = claim.Person, ["until"] = claim.Until });
    }

    private static OpenTask Workable(CaseState state, string id, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(state);
        var task = state.Tasks.FirstOrDefault(open => open.Id == id)
            ?? throw new RefusedException(409, "task-not-open", "There is no such open task on the case: it is done, or has lost its reason.");
        return WorkQueues.IsOpenTo(WorkQueues.QueueOf(state, task), caller) ? task : throw new RefusedException(403, "another-queue", "The task is for those who work its queue.");
    }
}
