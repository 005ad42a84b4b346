using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>What binds an institution's contacts at present: its policy pack, and the calendar of the place that the pack is for.</summary>
public sealed record Law(PolicyPack Pack, WorkingCalendar Calendar);

/// <summary>Which law is in force for whom.</summary>
public interface ILawBook
{
    /// <summary>Throws <see cref="UnusableException"/> when the institution's pack cannot be used: contacts wait until it can.</summary>
    ValueTask<Law> ForAsync(string institution, CancellationToken cancellation);

    /// <summary>The law of a verdict, by the hash of the pack that the verdict names; null when it was never in force here.</summary>
    /// <param name="calendar">The calendar as the verdict names it; null, or one that is not kept: as it is now.</param>
    ValueTask<Law?> AsOfAsync(string packHash, string? calendar, CancellationToken cancellation);
}

/// <summary>One law for everybody.</summary>
public sealed class OneLaw(PolicyPack pack, WorkingCalendar calendar) : ILawBook
{
    private readonly Law law = new(pack, calendar);

    public ValueTask<Law> ForAsync(string institution, CancellationToken cancellation) => ValueTask.FromResult(law);

    public ValueTask<Law?> AsOfAsync(string packHash, string? calendar, CancellationToken cancellation) => ValueTask.FromResult(law.Pack.Hash == packHash ? law : null);
}
