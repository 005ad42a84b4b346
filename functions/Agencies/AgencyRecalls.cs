using Collections.Functions.Cases;
using Collections.Functions.Contact.Stops;

namespace Collections.Functions.Agencies;

/// <summary>An emergency stop of an agency takes its cases back: its contacts stop by the switch at once, the cases go on where they stood. (R3.8, R5.9)</summary>
public sealed class AgencyRecalls(PlacementBoard board, CaseCommands commands)
{
    public async Task RecallAsync(EmergencyStop stop, IEnumerable<string> institutions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(institutions);
        if (stop.Agency is not { } agency || !stop.Purposes.Contains(Purpose.Collection)) return;
        foreach (var institution in institutions.Where(institution => stop.Institution is null || stop.Institution == institution))
        {
            foreach (var row in (await board.ListAsync(institution, agency, cancellation)).Where(row => row.Ended is null))
                await commands.ExecuteAsync(row.Case, $"{stop.Id}-recall", stop.SetBy, state => Recalled(state, stop, agency), cancellation);
        }
    }

    private static IReadOnlyList<Fact> Recalled(CaseState state, EmergencyStop stop, string agency) =>
        state.Agency.Placed is { } placed && placed.Agency == agency && stop.Stops(state, Purpose.Collection, agency) ? AgencyRules.Recalled(state, placed, EmergencyStops.Because, note: null) : [];
}
