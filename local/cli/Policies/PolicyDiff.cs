using System.Text.Json;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Platform;

namespace Collections.Cli.Policies;

/// <summary>Two packs rule by rule.</summary>
internal static class PolicyDiff
{
    public static IEnumerable<string> Lines(PolicyPack old, PolicyPack @new)
    {
        yield return $"{old.Reference} -> {@new.Reference}";
        if (old.MessageMargin != @new.MessageMargin) yield return $"  messages stop {@new.MessageMargin.TotalMinutes:0} minutes before a window ends, not {old.MessageMargin.TotalMinutes:0}";
        var same = 0;
        foreach (var rule in old.Rules)
        {
            if (@new.Rules.FirstOrDefault(known => known.Id == rule.Id) is not { } other)
            {
                yield return Line("removed", rule);
                continue;
            }

            if (Text(rule) == Text(other))
            {
                same++;
                continue;
            }

            var (loosens, tightens) = (rule.LoosenedBy(other), other.LoosenedBy(rule));
            var word = loosens is null ? tightens is null ? "reworded" : "tighter" : tightens is null ? "looser" : "changed";
            yield return Line(word, other);
            if (word != "reworded") yield return $"{"",14}was: {RuleText.Of(rule, "en")}";
        }

        foreach (var rule in @new.Rules.Where(rule => old.Rules.All(known => known.Id != rule.Id))) yield return Line("added", rule);
        yield return $"  {same} rules are the same.";
    }

    private static string Line(string word, PackRule rule) => $"  {word,-10}{rule.Id}: {RuleText.Of(rule, "en")}";

    private static string Text(PackRule rule) => JsonSerializer.Serialize(rule, CollectionsJson.Stored);
}
