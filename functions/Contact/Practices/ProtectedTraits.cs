using System.Collections.Frozen;

namespace Collections.Functions.Contact.Practices;

/// <summary>What a debtor is and what it must never be asked for: no factor of a score, and no column that is taken in. (R2.2, R5.8)</summary>
public static class ProtectedTraits
{
    /// <summary>Never in any form: neither factor nor column.</summary>
    private static readonly FrozenSet<string> Never = FrozenSet.ToFrozenSet(
    [
        "ethnicity", "ethnic", "nationality", "race", "religion", "faith", "sex", "gender", "maritalstatus", "marriage", "fear", "fearlevel", "health", "disease", "disability", "pregnancy",
        "民族", "种族", "宗教", "信仰", "性别", "婚姻", "婚姻状况", "恐惧", "健康", "疾病", "残疾", "怀孕",
    ]);

    /// <summary>Needed for other things (the time zone), and no factor.</summary>
    private static readonly FrozenSet<string> NoFactor = FrozenSet.ToFrozenSet(["region", "province", "hometown", "地区", "籍贯"]);

    public static bool IsColumn(string name) => Never.Contains(Plain(name));

    public static bool IsFactor(string name) => Never.Contains(Plain(name)) || NoFactor.Contains(Plain(name));

    private static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
