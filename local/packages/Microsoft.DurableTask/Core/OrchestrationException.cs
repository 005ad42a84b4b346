namespace DurableTask.Core.Exceptions;

/// <summary>The base of what can go wrong in an orchestration.</summary>
public class OrchestrationException : Exception
{
    public OrchestrationException()
    {
    }

    public OrchestrationException(string message)
        : base(message)
    {
    }

    public OrchestrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public OrchestrationException(int eventId, string message, Exception? innerException)
        : base(message, innerException) => EventId = eventId;

    public int EventId { get; set; }

    public FailureDetails? FailureDetails { get; set; }
}
