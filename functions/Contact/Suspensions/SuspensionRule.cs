using System.Collections.Frozen;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>Who may suspend for a reason of one kind, and who may end it: data, in <c>data/suspensions.json</c>. A kind that is not there is not set by people.</summary>
/// <param name="SetBy">Roles.</param>
/// <param name="LiftBy">Roles; they also set it for longer, or without an end.</param>
/// <param name="MostDays">Calendar days that anybody else may set it for.</param>
/// <param name="Personal">The kind alone tells of health or family: facts name it by a neutral word.</param>
public sealed record SuspensionRule(SuspensionKind Kind, IReadOnlyList<string> SetBy, IReadOnlyList<string> LiftBy, int MostDays, bool Personal = false)
{
    private static readonly FrozenDictionary<SuspensionKind, SuspensionRule> Shipped =
        EmbeddedData.Read<IReadOnlyList<SuspensionRule>>("suspensions.json").ToFrozenDictionary(rule => rule.Kind);

    public static IEnumerable<SuspensionRule> All => Shipped.Values;

    /// <summary>Throws <see cref="RefusedException"/> (422 <c>kind-not-by-person</c>) for a kind that follows from something else, as a plan does.</summary>
    public static SuspensionRule Of(SuspensionKind kind) => Shipped.TryGetValue(kind, out var rule)
        ? rule
        : throw new RefusedException(422, "kind-not-by-person", $"People suspend for {string.Join(", ", Shipped.Keys)}; {kind} follows by itself.");

    /// <summary>The word for it that facts, events and people without the debtor's data may see.</summary>
    public static string GroundOf(SuspensionKind kind) => Shipped.TryGetValue(kind, out var rule) && rule.Personal ? "Personal" : kind.ToString();

    /// <summary>Until when somebody may suspend for this reason. Throws <see cref="RefusedException"/>: 403 <c>role-required</c>, 422 <c>until</c>.</summary>
    /// <param name="until">As wished; null: without an end, or for as long as the caller may.</param>
    public DateTimeOffset? Until(DateTimeOffset? until, DateTimeOffset now, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!SetBy.Any(caller.Is)) throw new RefusedException(403, "role-required", $"A suspension for {Kind} needs one of the roles {string.Join(", ", SetBy)}.");
        if (until <= now) throw new RefusedException(422, "until", "A suspension ends in the future.");
        if (LiftBy.Any(caller.Is)) return until;
        var latest = now.AddDays(MostDays);
        return (until ?? latest) <= latest
            ? until ?? latest
            : throw new RefusedException(422, "until", $"A suspension for {Kind} is for {MostDays} days at the most; for longer it needs one of the roles {string.Join(", ", LiftBy)}.");
    }

    public void MayLift(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!LiftBy.Any(caller.Is)) throw new RefusedException(403, "role-required", $"To end a suspension for {Kind} needs one of the roles {string.Join(", ", LiftBy)}.");
    }
}
