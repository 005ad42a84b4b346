using System.Globalization;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>Packs that cannot be used, and years that contacts will soon ask the calendar about and that it does not have: from their first day on, collection contact waits. (R5.3)</summary>
public sealed class CalendarWarnings(InstitutionState institutions, ILawBook laws, TimeProvider clock) : IHealthWarnings
{
    /// <summary>The authorities publish a year some weeks before it begins; deadlines and deferrals reach ahead.</summary>
    private const int DaysAhead = 45;

    public async Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation)
    {
        var today = BusinessTime.DayOf(clock.GetUtcNow());
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (institution, _) in await institutions.SnapshotsAsync(cancellation))
        {
            Law law;
            try
            {
                law = await laws.ForAsync(institution, cancellation);
            }
            catch (UnusableException unusable)
            {
                // Nobody is contacted for it until its pack can be used again.
                missing.Add($"law-unusable: {unusable.What}");
                continue;
            }

            if (law.Pack.Calendar is not { } market) continue;
            for (var year = today.Year; year <= today.AddDays(DaysAhead).Year; year++)
            {
                if (!law.Calendar.Covers(year)) missing.Add(string.Create(CultureInfo.InvariantCulture, $"calendar-year-missing: {market} {year}"));
            }
        }

        return [.. missing];
    }
}
