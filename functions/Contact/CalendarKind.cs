using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>Calendars as governed documents, each under its market: this is how a year is added. (R5.3)</summary>
public sealed class CalendarKind : IGovernedKind
{
    public const string Calendars = "calendars";

    public string Kind => Calendars;

    public Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        CalendarDocument.Read(name, json, out var faults);
        return Task.FromResult(faults);
    }
}
