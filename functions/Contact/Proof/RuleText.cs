using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Proof;

/// <summary>What a rule says, as a sentence in Chinese or English; made when somebody asks, never stored.</summary>
public static class RuleText
{
    /// <summary>Languages in which sentences are made.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <param name="language">BCP 47; anything but English is answered in Chinese.</param>
    public static string Of(PackRule rule, string language)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var zh = !IsEnglish(language);
        return rule switch
        {
            WindowRule window => Window(window, zh),
            CounterRule counter => zh
                ? $"{Channels(counter, zh)}：{Period(counter, zh)}，每{Per(counter.Per, zh)}{What(counter.Counting, zh)}最多{counter.Maximum}次"
                : $"{Channels(counter, zh)}: at most {counter.Maximum} {What(counter.Counting, zh)} per {Per(counter.Per, zh)} in {Period(counter, zh)}",
            SpacingRule spacing => zh ? $"{Channels(spacing, zh)}：两次之间至少间隔{spacing.Hours}小时" : $"{Channels(spacing, zh)}: at least {spacing.Hours} hours between two",
            QuietAfterRule quiet => zh ? $"{Channels(quiet, zh)}：{What(quiet.Counting, zh)}之后{quiet.Days}天内不再联系" : $"{Channels(quiet, zh)}: none within {quiet.Days} days after {What(quiet.Counting, zh)}",
            RestRule rest => zh ? $"{Channels(rest, zh)}：连续{rest.After}个工作日联系后，休息{rest.Without}个工作日" : $"{Channels(rest, zh)}: after {rest.After} working days in a row, {rest.Without} without",
            SuspendedRule suspended => zh ? $"存在{string.Join("、", suspended.Kinds.Select(kind => Kind(kind)))}等情形时暂停联系" : $"no contact while suspended ({string.Join(", ", suspended.Kinds)})",
            ThirdPartyRule third => zh
                ? $"第三人：须有同意，且本人{third.FailedDays}个工作日联系不上或号码无效，每人{third.EveryDays}天内至多一次，拒绝后不再联系"
                : $"third parties: with consent, after {third.FailedDays} working days of failed tries or an invalid number, once in {third.EveryDays} days, never after a refusal",
            VisitRule visit => zh ? $"上门：{visit.Minimum}至{visit.Maximum}人" : $"visits: by {visit.Minimum} to {visit.Maximum} people",
            IdentificationRule => zh ? "先核实身份，再谈债务" : "the party is identified before anything of the debt is said",
            MessageElementsRule elements => zh ? $"内容须包含：{string.Join("、", elements.Elements)}" : $"texts say: {string.Join(", ", elements.Elements)}",
            RetentionRule retention => zh ? $"结案后记录保存{retention.Years}年" : $"records are kept for {retention.Years} years after closure",
            ComplaintClockRule clock => zh ? $"投诉{clock.SimpleDays}天内答复，复杂的{clock.ComplexDays}天" : $"complaints are answered in {clock.SimpleDays} days, complex ones in {clock.ComplexDays}",
            PlanLimitsRule limits => zh ? $"分期最多{limits.MaximumInstalments}期" : $"plans of at most {limits.MaximumInstalments} instalments",
            _ => throw new InvalidOperationException($"Nobody has put rules such as {rule.Id} into words."),
        };
    }

    internal static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    private static string Window(WindowRule rule, bool zh)
    {
        var parts = new List<string> { Times(rule.Days, rule.Times, zh) };
        foreach (var also in rule.Also ?? []) parts.Add(Times(also.Days, also.Times, zh));
        var text = $"{Channels(rule, zh)}{(zh ? "：" : ": ")}{string.Join(zh ? "，" : "; ", parts)}";
        return rule.UnlessAgreed ? text + (zh ? "（另有约定除外）" : " (unless agreed otherwise)") : text;
    }

    private static string Times(IReadOnlyList<DayClass>? days, IReadOnlyList<TimeSpanOfDay> times, bool zh)
    {
        var on = days is null ? zh ? "每天" : "every day" : string.Join(zh ? "、" : " and ", days.Select(day => Day(day, zh)));
        return $"{on} {string.Join(zh ? "、" : " and ", times)}";
    }

    private static string Day(DayClass day, bool zh) => (day, zh) switch
    {
        (DayClass.WorkingDay, true) => "工作日",
        (DayClass.WorkingDay, false) => "working days",
        (DayClass.MakeUpWorkingDay, true) => "调休工作日",
        (DayClass.MakeUpWorkingDay, false) => "make-up working days",
        (DayClass.Weekend, true) => "周末",
        (DayClass.Weekend, false) => "weekends",
        (DayClass.PublicHoliday, true) => "法定节假日",
        (DayClass.PublicHoliday, false) => "public holidays",
        _ => throw new ArgumentOutOfRangeException(nameof(day)),
    };

    private static string Channels(PackRule rule, bool zh) =>
        rule.Channels is null ? zh ? "任何方式" : "any channel" : string.Join(zh ? "、" : ", ", rule.Channels.Select(channel => Name(channel, zh)));

    private static string Name(Channel channel, bool zh) => (channel, zh) switch
    {
        (Channel.Sms, true) => "短信",
        (Channel.Sms, false) => "text messages",
        (Channel.Call, true) => "电话",
        (Channel.Call, false) => "calls",
        (Channel.Email, true) => "电子邮件",
        (Channel.Email, false) => "e-mails",
        (Channel.Letter, true) => "信函",
        (Channel.Letter, false) => "letters",
        (Channel.Visit, true) => "上门",
        (Channel.Visit, false) => "visits",
        (Channel.Video, true) => "视频",
        (Channel.Video, false) => "video calls",
        (Channel.VoiceMessage, true) => "语音留言",
        (Channel.VoiceMessage, false) => "voice messages",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    private static string What(Counted counted, bool zh) => (counted, zh) switch
    {
        (Counted.Attempts, true) => "联系",
        (Counted.Attempts, false) => "tries",
        (Counted.Sent, true) => "发送",
        (Counted.Sent, false) => "sent",
        (Counted.Delivered, true) => "送达",
        (Counted.Delivered, false) => "delivered",
        (Counted.Answered, true) => "接通",
        (Counted.Answered, false) => "answered",
        (Counted.Unanswered, true) => "未接通",
        (Counted.Unanswered, false) => "unanswered tries",
        (Counted.Conversations, true) => "通话",
        (Counted.Conversations, false) => "conversations",
        _ => throw new ArgumentOutOfRangeException(nameof(counted)),
    };

    private static string Per(CountedPer per, bool zh) => (per, zh) switch
    {
        (CountedPer.Debtor, true) => "名债务人",
        (CountedPer.Debtor, false) => "debtor",
        (CountedPer.Account, true) => "个账户",
        (CountedPer.Account, false) => "account",
        (CountedPer.Phone, true) => "个号码",
        (CountedPer.Phone, false) => "number",
        (CountedPer.Person, true) => "人",
        (CountedPer.Person, false) => "person",
        _ => throw new ArgumentOutOfRangeException(nameof(per)),
    };

    private static string Period(CounterRule rule, bool zh) => rule switch
    {
        { RollingDays: { } days } => zh ? $"连续{days}天内" : $"{days} days",
        { CalendarDays: 1 } => zh ? "每天" : "a calendar day",
        { CalendarDays: { } days } => zh ? $"{days}个自然日内" : $"{days} calendar days",
        { CalendarMonths: { } months } => zh ? $"{months}个自然月内" : $"{months} calendar months",
        _ => throw new InvalidOperationException($"Rule {rule.Id} has no period."),
    };

    private static string Kind(SuspensionKind kind) => kind switch
    {
        SuspensionKind.Plan => "还款计划履行",
        SuspensionKind.Dispute => "异议",
        SuspensionKind.Complaint => "投诉",
        SuspensionKind.Conduct => "对催收行为的投诉",
        SuspensionKind.Bereavement => "丧事",
        SuspensionKind.Court => "诉讼",
        SuspensionKind.Insolvency => "破产",
        SuspensionKind.BreathingSpace => "法定宽限",
        SuspensionKind.DebtAdvice => "债务咨询",
        SuspensionKind.Hardship => "经济困难",
        SuspensionKind.Illness => "疾病",
        SuspensionKind.Disaster => "灾害",
        SuspensionKind.Representation => "委托代理",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
