using System.Globalization;

namespace Collections.Functions.Contact.Proof;

/// <summary>A verdict and its reasons as sentences, made when somebody asks. (R5.1)</summary>
public static class VerdictSentences
{
    /// <param name="zone">In whose time instants are told: the party's, or the bank's.</param>
    public static string Of(ContactVerdict verdict, string language, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(zone);
        var en = RuleText.IsEnglish(language);
        return verdict.Outcome switch
        {
            VerdictOutcome.Allowed => en ? "Allowed now." : "现在可以联系。",
            VerdictOutcome.Deferred => en ? $"Not before {Time(verdict.Until, zone)}: {verdict.Rule}." : $"{Time(verdict.Until, zone)}之前不得联系：{verdict.Rule}。",
            VerdictOutcome.Forbidden => en ? $"Forbidden: {verdict.Rule}." : $"禁止联系：{verdict.Rule}。",
            _ => throw new InvalidOperationException($"The gate answered {verdict.Outcome}."),
        };
    }

    /// <param name="rule">The rule as the pack of the verdict has it; null for what the gate asks besides the pack.</param>
    public static string Of(RuleReason reason, PackRule? rule, string language, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(zone);
        var en = RuleText.IsEnglish(language);
        var says = rule is null ? Besides(reason.Rule, en) : RuleText.Of(rule, language);
        return reason.Outcome switch
        {
            RuleOutcome.Passed => en ? $"Kept: {says}." : $"符合：{says}。",
            RuleOutcome.Closed => en ? $"Closed until {Time(reason.Until, zone)}: {says}." : $"{Time(reason.Until, zone)}之前不允许：{says}。",
            RuleOutcome.Forbids => en ? $"Forbidden: {says}." : $"禁止：{says}。",
            RuleOutcome.Overridden => en ? $"Set aside with a reason, though closed until {Time(reason.Until, zone)}: {says}." : $"已说明理由并放行（原应等到{Time(reason.Until, zone)}）：{says}。",
            _ => throw new InvalidOperationException($"The gate answered {reason.Outcome}."),
        };
    }

    private static string Besides(string rule, bool en) => rule switch
    {
        ContactGate.CalendarMissing => en ? "the year's public holidays are not known" : "当年节假日安排尚未录入",
        ContactGate.OptOut => en ? "the debtor has closed this channel" : "债务人已拒收此渠道",
        ContactGate.NoPhone => en ? "there is no number that may be used" : "没有可用号码",
        ContactGate.InvalidPhone => en ? "the number does not work or reaches somebody else" : "号码无效或非本人",
        ContactGate.NoAddress => en ? "there is no address that may be used" : "没有可用的电子邮箱",
        ContactGate.InvalidAddress => en ? "the address does not work, or is not the debtor's" : "地址无效或债务人不在此处",
        ContactGate.Suspended => en ? "contact is suspended for a lawful reason" : "因法定事由暂停联系",
        ContactGate.Represented => en ? "somebody stands in for the debtor" : "债务人已有监护人、代理人或继承人",
        ContactGate.VisitLimits => en ? "the debtor is visited only so often" : "已达到上门次数或间隔的限制",
        ContactGate.VisitsStopped => en ? "a visit was broken off for safety, and visits are not cleared" : "此前因安全原因中止上门，尚未解除",
        ContactGate.Deceased => en ? "the debtor has died" : "债务人已离世",
        ContactGate.Care => en ? "a trained person has to look first" : "须先由受过培训的人员核实",
        ContactGate.ThirdParty => en ? "nobody but a party is contacted about the debt" : "不得就债务联系第三人",
        _ => rule,
    };

    private static string Time(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "-";
}
