using System.Collections.Immutable;
using System.Globalization;

namespace Collections.Local.Host.Faults;

/// <summary>Which faults are made, how often, and from which seed. The same options make the same faults.</summary>
public sealed record FaultOptions
{
    private ImmutableSortedDictionary<FaultKind, double> rates = ImmutableSortedDictionary<FaultKind, double>.Empty;

    /// <summary>No faults at all.</summary>
    public static FaultOptions None { get; } = new();

    public ulong Seed { get; init; } = 1;

    /// <summary>How many decisions in a row a fault holds, once it is there: more than a client has tries, and the app gets to see it.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>What a throttled caller is told to wait, in technical time; null: a second, or nothing where only virtual time passes.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The pause of slow calls, in technical time; null: a fifth of a second, or nothing where only virtual time passes.</summary>
    public TimeSpan? Slow { get; init; }

    /// <summary>How late a late message or report is; business time.</summary>
    public TimeSpan Late { get; init; } = TimeSpan.FromHours(1);

    public bool IsNone => rates.IsEmpty;

    /// <summary>Share of the decisions at the kind's point that come out as this kind, from 0 to 1.</summary>
    public double Rate(FaultKind kind) => rates.GetValueOrDefault(kind);

    /// <summary>The same with another rate of one kind, from 0 to 1.</summary>
    public FaultOptions With(FaultKind kind, double rate)
    {
        if (rate is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is from 0 to 1.");
        return this with { rates = rate == 0 ? rates.Remove(kind) : rates.SetItem(kind, rate) };
    }

    /// <summary>The same with <paramref name="rate"/> at each of a target's points, shared evenly by the kinds there.</summary>
    /// <param name="target"><c>storage</c>, <c>bus</c> or <c>sms</c>.</param>
    /// <param name="rate">From 0 to 1.</param>
    public FaultOptions With(string target, double rate)
    {
        if (rate is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is from 0 to 1.");
        var shared = rates.ToBuilder();
        foreach (var kinds in FaultKeys.Points(target).Select(point => FaultKeys.At(point).ToList()))
        {
            shared.RemoveRange(kinds);
            if (rate > 0) shared.AddRange(kinds.Select(kind => KeyValuePair.Create(kind, rate / kinds.Count)));
        }

        return this with { rates = shared.ToImmutable() };
    }

    /// <summary>
    /// Reads <c>seed=7,storage=0.02,storage.after=0.05,bus=0.02,sms=0.02</c>. A kind's own rate goes before its target's. Times are in seconds:
    /// <c>retry-after</c>, <c>slow</c>, <c>late</c>. Nothing, or <c>none</c>, is no faults.
    /// </summary>
    /// <exception cref="FormatException">The message names the part that is wrong and what it could be.</exception>
    public static FaultOptions Parse(string? text) => FaultText.Parse(text);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsNone ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"seed={Seed},burst={Burst},late={Late.TotalSeconds},")
        + Seconds("retry-after", RetryAfter) + Seconds("slow", Slow)
        + string.Join(',', rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"{FaultKeys.KeyOf(rate.Key)}={rate.Value}")));

    private static string Seconds(string key, TimeSpan? time) =>
        time is { } given ? string.Create(CultureInfo.InvariantCulture, $"{key}={given.TotalSeconds},") : "";
}
