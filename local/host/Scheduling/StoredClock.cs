using System.Globalization;
using Collections.Local.Durable;

namespace Collections.Local.Host.Scheduling;

/// <summary>Business time as it is kept with the data that it made.</summary>
/// <param name="Factor">Business seconds per second.</param>
/// <param name="Time">No fact of the data is later than this.</param>
internal sealed record StoredClock(ClockMode Mode, double Factor, DateTimeOffset Time)
{
    public static StoredClock Parse(string text)
    {
        var parts = text.Split('|', 3);
        return new StoredClock(
            Enum.Parse<ClockMode>(parts[0]),
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(parts[2], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mode}|{Factor:R}|{Time:O}");
}
