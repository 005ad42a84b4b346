namespace Collections.Functions.Platform;

/// <summary>What a capability has to say to those who run the product before it becomes trouble. Anybody may read it: no names, no amounts.</summary>
public interface IHealthWarnings
{
    /// <summary>Each as a short code and what it is about: <c>calendar-year-missing: cn 2027</c>.</summary>
    Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation);
}
