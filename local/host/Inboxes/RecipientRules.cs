namespace Collections.Local.Host.Inboxes;

/// <summary>Decides the fate of messages to some recipients.</summary>
internal interface IRecipientRule
{
    string RecipientSuffix { get; }

    double? DelaySeconds { get; }
}

internal static class RecipientRules
{
    public static TimeSpan? Delay(this IRecipientRule rule) => rule.DelaySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What is wrong with a rule, or null.</summary>
    public static string? Problem(IRecipientRule rule) => rule switch
    {
        { RecipientSuffix: null } => "recipientSuffix is missing; an empty one means every recipient.",
        { DelaySeconds: < 0 or > 86_400 * 365 } => "delaySeconds is between 0 and a year.",
        _ => null,
    };
}

/// <summary>The rules in force; a new one replaces that of the same suffix, and the longest that fits wins.</summary>
/// <param name="comparison">Of suffixes: addresses do not tell case apart.</param>
internal sealed class RecipientRules<TRule>(IEnumerable<TRule> rules, TRule otherwise, StringComparison comparison)
    where TRule : class, IRecipientRule
{
    private readonly Lock gate = new();
    private TRule[] byLength = [.. rules.Reverse().DistinctBy(rule => rule.RecipientSuffix, StringComparer.FromComparison(comparison)).OrderByDescending(rule => rule.RecipientSuffix.Length)];

    public IReadOnlyList<TRule> All => Volatile.Read(ref byLength);

    public void Set(TRule rule)
    {
        lock (gate)
        {
            Volatile.Write(
                ref byLength,
                [.. byLength.Where(other => !string.Equals(other.RecipientSuffix, rule.RecipientSuffix, comparison)).Append(rule).OrderByDescending(r => r.RecipientSuffix.Length)]);
        }
    }

    public TRule For(string recipient) => All.FirstOrDefault(rule => recipient.EndsWith(rule.RecipientSuffix, comparison)) ?? otherwise;
}
