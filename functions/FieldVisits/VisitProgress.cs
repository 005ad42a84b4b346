namespace Collections.Functions.FieldVisits;

public sealed record VisitProgress
{
    /// <summary>Visits made, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Made { get; init; } = [];

    public VisitOutcome? LastOutcome { get; init; }

    /// <summary>A visit is approved and not made yet.</summary>
    public bool Approved { get; init; }

    public VisitProgress With(VisitReported visit) => new() { Made = [.. Made, visit.At], LastOutcome = visit.Outcome };
}
