using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal.Directions;

namespace Collections.Functions.Agencies;

/// <summary>A case and agencies: what is on its way, who has it, who had it.</summary>
public sealed record AgencyProgress
{
    /// <summary>The placement that is asked for, approved or told of, and not begun.</summary>
    public PlacementOffered? Offer { get; init; }

    /// <summary>Day on which the debtor was told of it.</summary>
    public DateOnly? ToldOn { get; init; }

    /// <summary>The placement in force.</summary>
    public Placement? Placed { get; init; }

    /// <summary>Agencies that had the case before, in order.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Day on which a placement was last asked for or ended.</summary>
    public DateOnly? AskedOn { get; init; }

    /// <summary>A person has said that it goes to an agency, and nobody was asked which since.</summary>
    public bool Directed { get; init; }

    public AgencyProgress With(DirectionGiven given) => Directed == (given.Direction == Direction.Agency) ? this : this with { Directed = !Directed };

    public AgencyProgress With(PlacementOffered offered, DateOnly today) => this with { Offer = offered, ToldOn = null, AskedOn = today, Directed = false };

    /// <summary>Told is who was written to: what failed, or was only practised, tells nobody.</summary>
    public AgencyProgress With(ContactCompleted completed, OpenContact? open, DateOnly today) =>
        completed.Outcome == SendOutcome.Sent && open?.Contact == completed.Contact && Offer is { } offer && open.Rung == AgencyRules.RungOf(offer) ? this with { ToldOn = today } : this;

    public AgencyProgress With(PlacementLapsed lapsed) => Offer?.Placement == lapsed.Placement ? this with { Offer = null, ToldOn = null } : this;

    public AgencyProgress With(PlacedWithAgency placed, DateTimeOffset at, Line line, long sequence) =>
        this with { Offer = null, ToldOn = null, Placed = new Placement(placed.Placement, placed.Agency, placed.FeeShare, at, placed.Until, line, sequence) };

    public AgencyProgress With(PlacementRecalled recalled, DateOnly today) => Placed is { } placed && placed.Id == recalled.Placement
        ? this with { Placed = null, Before = [.. Before, placed.Agency], AskedOn = today }
        : this;

    /// <summary>Somebody was asked whether an agency should have it.</summary>
    public AgencyProgress With(TaskOpened task, DateOnly today) => task.Task == TaskKind.Placement ? this with { AskedOn = today, Directed = false } : this;
}

/// <param name="Line">Who worked the case before, and goes on afterwards.</param>
/// <param name="Sequence">Of the fact: what came before is not for the agency.</param>
public sealed record Placement(string Id, string Agency, decimal FeeShare, DateTimeOffset At, DateOnly Until, Line Line, long Sequence);
