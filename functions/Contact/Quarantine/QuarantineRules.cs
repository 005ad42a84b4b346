using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Quarantine;

/// <summary>A message of which nobody knows whether it left is a person's to settle, and never sent again by itself. (R5.6)</summary>
public static class QuarantineRules
{
    public const string Because = "unknown-send";

    /// <summary>What a message's row says that gave it up: a person found that it never left.</summary>
    public const string NeverLeft = "never-left";

    /// <summary>Id of the task that a contact of unknown outcome opens.</summary>
    public static string TaskOf(string contact) => $"unknown-{contact}";

    /// <summary>One task a message; it falls away when the network reports the message after all.</summary>
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (unknown, tasks) = (view.State.Contacts.Unknown, view.State.Tasks);
        var facts = new List<Fact>();
        foreach (var send in unknown.Where(send => tasks.All(task => task.Id != TaskOf(send.Contact))))
            facts.Add(new TaskOpened(TaskOf(send.Contact), TaskKind.UnknownSend, view.State.Line, view.EndOfWorkingDay(1), Because));
        foreach (var task in tasks.Where(task => task.Kind == TaskKind.UnknownSend && unknown.All(send => TaskOf(send.Contact) != task.Id)))
            facts.Add(new TaskClosed(task.Id, "reported"));
        return facts.Count > 0 ? new Record(facts) : null;
    }
}
