namespace DurableTask.Core.Exceptions;

/// <summary>An activity failed, as the framework says it before the public exception is made of it.</summary>
public class TaskFailedException : OrchestrationException
{
    public TaskFailedException()
    {
    }

    public TaskFailedException(string reason)
        : base(reason)
    {
    }

    public TaskFailedException(string reason, Exception innerException)
        : base(reason, innerException)
    {
    }

    public TaskFailedException(int eventId, int scheduleId, string name, string version, string reason, Exception? cause)
        : base(eventId, reason, cause)
    {
        ScheduleId = scheduleId;
        Name = name;
        Version = version;
    }

    public int ScheduleId { get; set; }

    public string? Name { get; set; }

    public string? Version { get; set; }
}
