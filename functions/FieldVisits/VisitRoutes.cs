using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.FieldVisits;

/// <summary>
/// The visits of a region on a day: those that are planned for it, and those that nobody has planned yet. Whoever goes learns where to; each look at an address is a fact. (R3.3, R8.2)
/// </summary>
public sealed class VisitRoutes(WorkIndex index, ICaseStreams streams, CaseRules rules, CaseCommands commands, DebtorProfiles profiles, DebtorParties parties, VisitWishes wishes, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>More than a region's teams make in a day.</summary>
    private const int Most = 500;

    /// <param name="region">Region code, or how it begins.</param>
    /// <param name="team">Only visits of a team; null: of all, and those that are not planned.</param>
    public async Task<VisitRoute> OfAsync(string region, DateOnly day, string? team, Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(caller);
        List<(RouteStop Stop, RoutePlace Place)> stops = [];
        string? cursor = null;
        do
        {
            var page = await index.ListAsync(WorkQueues.Visits, null, Page, cursor, cancellation);
            foreach (var item in page.Rows.Select(row => row.Item!).Where(item => item.Region.StartsWith(region, StringComparison.Ordinal)))
            {
                if (stops.Count < Most && await StopAsync(item, day, team, caller, cancellation) is { } stop) stops.Add(stop);
            }

            cursor = page.Next;
        }
        while (cursor is not null && stops.Count < Most);
        return new VisitRoute(region, day, team, [.. stops.OrderBy(stop => stop.Place).Select((stop, at) => stop.Stop with { Number = at + 1 })]);
    }

    private async Task<(RouteStop, RoutePlace)?> StopAsync(WorkItem item, DateOnly day, string? team, Caller caller, CancellationToken cancellation)
    {
        if (await streams.LoadAsync(item.Case, cancellation) is not { } head || head.State.Task(TaskKind.Visit) is not { } task || task.Id != item.Id) return null;
        var state = head.State;
        var plan = state.Visits.Plan;
        if (plan is null ? team is not null : BusinessTime.DayOf(plan.At) != day || (team is not null && plan.Team != team)) return null;
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var address = plan?.Person is { } person ? (await parties.FindAsync(state.Debtor, person, cancellation))?.Address : profile?.Address;
        var goes = plan?.Visitors.Contains(caller.Id) == true;
        if (goes) await LookedAsync(item.Case, caller, cancellation);
        var stop = new RouteStop(
            0, item.Case, plan?.Visit, plan?.At, plan?.Place, plan?.Team, plan?.Visitors ?? [], plan?.Papers ?? [], plan?.Appointment, profile is null ? null : DebtorCard.Of(profile), goes ? address : null,
            await wishes.OfAsync(state.Debtor, cancellation), state.Overdue, rules.View(state, clock.GetUtcNow()).DaysPastDue, state.Risk, state.Region, task.Due);
        return (stop, RoutePlace.Of(plan?.At, state.Region, address, item.Case));
    }

    private Task<CommandResult> LookedAsync(CaseKey key, Caller caller, CancellationToken cancellation)
    {
        var look = string.Create(CultureInfo.InvariantCulture, $"{caller.Id}|{clock.GetUtcNow().UtcTicks}");
        var command = $"look-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(look)).AsSpan(0, 16))}";
        return commands.ExecuteAsync(key, command, caller.By, _ => [new DataRevealed(RevealPurpose.Visit, null)], cancellation, wake: false);
    }
}

/// <param name="Stops">In the order in which they are made.</param>
public sealed record VisitRoute(string Region, DateOnly Day, string? Team, IReadOnlyList<RouteStop> Stops);

/// <summary>One visit of a route.</summary>
/// <param name="Visit">Missing: it is not planned yet.</param>
/// <param name="Debtor">Masked.</param>
/// <param name="Address">For those alone whom the plan names.</param>
/// <param name="Due">Until when it should be made.</param>
public sealed record RouteStop(
    int Number, CaseKey Case, string? Visit, DateTimeOffset? At, VisitPlace? Place, string? Team, IReadOnlyList<string> Visitors, IReadOnlyList<VisitPaper> Papers, string? Appointment, DebtorCard? Debtor,
    string? Address, DebtorVisitWishes? Wishes, Money Overdue, int DaysPastDue, RiskLevel? Risk, string Region, DateTimeOffset Due);
