using System.Collections.Frozen;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk.Reasons;

/// <summary>What banks write in their column of the overdue reason: data, in <c>data/overdue-reasons.json</c>. A word that is not there tells nothing. (R2.1)</summary>
public static class ReasonWords
{
    private static readonly FrozenDictionary<string, OverdueReason> Known = EmbeddedData.Read<Dictionary<OverdueReason, IReadOnlyList<string>>>("overdue-reasons.json")
        .SelectMany(reason => reason.Value.Select(word => (Word: Plain(word), Reason: reason.Key))).ToFrozenDictionary(pair => pair.Word, pair => pair.Reason, StringComparer.Ordinal);

    /// <summary>Null: the file says nothing that is known. Malice is no file's to say.</summary>
    public static OverdueReason? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && Known.TryGetValue(Plain(text), out var reason) && reason != OverdueReason.Malicious ? reason : null;
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
