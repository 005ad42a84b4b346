using System.Globalization;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;

namespace Collections.Functions.Cases;

/// <summary>What is wrong with a strategy: days that no case could live through in order, and settings that are missing or mean nothing. Pure.</summary>
internal static class StrategyFaults
{
    /// <summary>Between two contacts, or for a deadline.</summary>
    private const int LongestTime = 365;

    public static IEnumerable<ProfileFault> Of(Strategy strategy, Func<string, MessageTemplate?> template) =>
    [
        .. Head(strategy), .. StageFaults.Of(strategy), .. Reminder(strategy.Reminder, strategy.Negotiation.From), .. Filters(strategy.Reminder), .. Negotiation(strategy.Negotiation),
        .. NegotiationRungs(strategy), .. Letters(strategy, template), .. Visits(strategy, template), .. Handoff(strategy), .. Agency(strategy), .. Promises(strategy), .. PlanFaults.Of(strategy.Plans), .. WriteOffFaults.Of(strategy), .. Paths(strategy.Paths), .. Complaints(strategy.Complaints),
    ];

    private static IEnumerable<ProfileFault> Paths(SpecialPaths.PathTerms terms) =>
    [
        .. Time("$.paths.estateDays", terms.EstateDays), .. Time("$.paths.estateLetterWithin", terms.EstateLetterWithin), .. Time("$.paths.searchWithin", terms.SearchWithin),
        .. Time("$.paths.lostDays", terms.LostDays), .. Time("$.paths.careReviewDays", terms.CareReviewDays), .. Time("$.paths.careCallEvery", terms.CareCallEvery),
        .. Time("$.paths.concernHours", terms.ConcernHours), .. Time("$.paths.disputeWithin", terms.DisputeWithin), .. Time("$.paths.correctWithin", terms.CorrectWithin),
        .. AtLeast(0, "$.paths.claims", terms.Claims), .. Time("$.paths.claimDays", terms.ClaimDays), .. Time("$.paths.fileWithin", terms.FileWithin),
    ];

    private static IEnumerable<ProfileFault> Complaints(Collections.Functions.Complaints.ComplaintTerms terms) =>
    [
        .. Time("$.complaints.registerWithin", terms.RegisterWithin), .. Time("$.complaints.investigateWithin", terms.InvestigateWithin),
        .. Time("$.complaints.decideWithin", terms.DecideWithin), .. Time("$.complaints.archiveWithin", terms.ArchiveWithin),
    ];

    private static IEnumerable<ProfileFault> Head(Strategy strategy)
    {
        if (!Governance.GovernedDocuments.IsName(strategy.Name)) yield return new("$.name", "is 1 to 64 letters, digits and - _ .");
        if (strategy.Version < 1) yield return new("$.version", "is at least 1");
        if (strategy.AmountsIn.Count == 0) yield return new("$.amountsIn", "names one or more currencies");
        foreach (var (currency, factor) in strategy.AmountsIn)
        {
            if (factor <= 0) yield return new($"$.amountsIn.{currency}", "is more than 0");
        }

        if (strategy.MinimumOverdue < 0) yield return new("$.minimumOverdue", "is not negative");
    }

    private static IEnumerable<ProfileFault> Reminder(ReminderLadder ladder, int end)
    {
        foreach (var product in Enum.GetValues<Product>())
        {
            var path = $"$.reminder.graceDays.{product}";
            if (!ladder.GraceDays.TryGetValue(product, out var day)) yield return new(path, "is missing");
            else if (day < 1 || day >= end) yield return new(path, Text($"is a day from 1 on and before negotiation begins on day {end}"));
            else if (ladder.Messages.Count > 0 && day >= ladder.Messages[0]) yield return new(path, "is before the first of 'messages'");
        }

        foreach (var fault in Rungs("$.reminder.messages", ladder.Messages, 1, end)) yield return fault;
        foreach (var fault in Rungs("$.reminder.emails", ladder.Emails, 1, end)) yield return fault;
        foreach (var fault in Rungs("$.reminder.creditNotices", ladder.CreditNotices, 1, end)) yield return fault;
        foreach (var fault in ByRisk("$.reminder.calls", ladder.Calls, (path, calls) => Rungs(path, calls, 1, end))) yield return fault;
    }

    /// <summary>Whom a call is for is said of a day on which there is one.</summary>
    private static IEnumerable<ProfileFault> Filters(ReminderLadder ladder)
    {
        foreach (var (day, filter) in ladder.CallsFor)
        {
            var path = Text($"$.reminder.callsFor.{day}");
            if (!ladder.Calls.Values.Any(days => days.Contains(day))) yield return new(path, "there is no call on that day");
            foreach (var fault in filter.Faults(path)) yield return fault;
        }
    }

    private static IEnumerable<ProfileFault> Negotiation(NegotiationLadder ladder) =>
    [
        .. ladder.FirstLineCalls.Count == 0 ? [] : ByRisk("$.negotiation.firstLineCalls", ladder.FirstLineCalls, Time),
        .. ByRisk("$.negotiation.secondLineCalls", ladder.SecondLineCalls, Time),
        .. ladder.MessageEveryDays is { } days ? Time("$.negotiation.messageEveryDays", days) : [],
        .. Time("$.negotiation.noResponse.workingDays", ladder.NoResponse.WorkingDays),
        .. AtLeast(1, "$.negotiation.noResponse.attempts", ladder.NoResponse.Attempts),
        .. AtLeast(0, "$.negotiation.noResponse.delivered", ladder.NoResponse.Delivered),
    ];

    /// <summary>Calls and voice messages on days of negotiation.</summary>
    private static IEnumerable<ProfileFault> NegotiationRungs(Strategy strategy)
    {
        var (ladder, end) = (strategy.Negotiation, StageFaults.EndOfNegotiation(strategy));
        foreach (var fault in ladder.Calls.SelectMany(calls => Rungs($"$.negotiation.calls.{calls.Key}", calls.Value, ladder.From, end))) yield return fault;
        if (ladder.VoiceMessages.Any(rung => rung is null))
        {
            yield return new("$.negotiation.voiceMessages", "is a list of voice messages");
            yield break;
        }

        foreach (var fault in Rungs("$.negotiation.voiceMessages", [.. ladder.VoiceMessages.Select(rung => rung.Day)], ladder.From, end)) yield return fault;
        foreach (var (at, rung) in ladder.VoiceMessages.Index())
        {
            var path = Text($"$.negotiation.voiceMessages[{at}]");
            foreach (var fault in rung.SilentDays is { } days ? Time($"{path}.silentDays", days) : []) yield return fault;
            foreach (var fault in rung.For?.Faults($"{path}.for") ?? []) yield return fault;
        }
    }

    private static IEnumerable<ProfileFault> Visits(Strategy strategy, Func<string, MessageTemplate?> template) => strategy.FieldVisit == FieldVisitLadder.None ? [] :
        [.. FieldVisit(strategy.FieldVisit), .. Repeated("$.fieldVisit.letter", strategy.FieldVisit.Letter, template)];

    private static IEnumerable<ProfileFault> Handoff(Strategy strategy) => strategy.Legal == LegalLadder.None ? [] : Legal(strategy.Legal);

    /// <summary>A risk without letters gets none; a letter belongs to negotiation, so that no rung lies before it or beyond the visits.</summary>
    private static IEnumerable<ProfileFault> Letters(Strategy strategy, Func<string, MessageTemplate?> template)
    {
        foreach (var (risk, rungs) in strategy.Negotiation.Letters)
        {
            var path = $"$.negotiation.letters.{risk}";
            if (rungs is null || rungs.Any(rung => rung is null))
            {
                yield return new(path, "is a list of letters");
                continue;
            }

            foreach (var fault in Rungs(path, [.. rungs.Select(rung => rung.Day)], strategy.Negotiation.From, StageFaults.EndOfNegotiation(strategy))) yield return fault;
            for (var i = 0; i < rungs.Count; i++)
            {
                if (template(rungs[i].Template) is not { } found) yield return new(Text($"{path}[{i}].template"), $"there is no template '{rungs[i].Template}'");
                else if (found.Channel != Channel.Letter) yield return new(Text($"{path}[{i}].template"), $"'{rungs[i].Template}' is no letter");
                foreach (var fault in Time(Text($"{path}[{i}].within"), rungs[i].Within)) yield return fault;
                foreach (var fault in rungs[i].For?.Faults(Text($"{path}[{i}].for")) ?? []) yield return fault;
            }
        }
    }

    private static IEnumerable<ProfileFault> Repeated(string path, RepeatedLetter? letter, Func<string, MessageTemplate?> template)
    {
        if (letter is null) yield break;
        if (template(letter.Template) is not { } found) yield return new($"{path}.template", $"there is no template '{letter.Template}'");
        else if (found.Channel != Channel.Letter) yield return new($"{path}.template", $"'{letter.Template}' is no letter");
        foreach (var fault in Time($"{path}.everyDays", letter.EveryDays).Concat(Time($"{path}.within", letter.Within))) yield return fault;
    }

    private static IEnumerable<ProfileFault> FieldVisit(FieldVisitLadder ladder) =>
    [
        .. Amount("$.fieldVisit.minimumAmount", ladder.MinimumAmount), .. Time("$.fieldVisit.callEvery", ladder.CallEvery),
        .. Time("$.fieldVisit.messageEveryDays", ladder.MessageEveryDays), .. Time("$.fieldVisit.visitWithin", ladder.VisitWithin), .. ladder.Visits.Faults("$.fieldVisit.visits"),
    ];

    private static IEnumerable<ProfileFault> Legal(LegalLadder ladder) =>
    [
        .. AtLeast(1, "$.legal.refusals", ladder.Refusals), .. ByRisk("$.legal.minimumAmount", ladder.MinimumAmount, Amount), .. Time("$.legal.letterDays", ladder.LetterDays),
        .. Time("$.legal.letterWithin", ladder.LetterWithin), .. Time("$.legal.messageEveryDays", ladder.MessageEveryDays), .. Time("$.legal.answerDays", ladder.AnswerDays),
        .. LegalFaults.Of(ladder),
    ];

    private static IEnumerable<ProfileFault> Agency(Strategy strategy) => strategy.Agency is not { } ladder ? [] :
    [
        .. AtLeast(strategy.FieldVisit.FromHighRisk, "$.agency.from", ladder.From), .. Time("$.agency.quietDays", ladder.QuietDays), .. Time("$.agency.callEvery", ladder.CallEvery),
        .. Time("$.agency.askAgainDays", ladder.AskAgainDays), .. ladder.Below.SelectMany(below => Amount($"$.agency.below.{below.Key}", below.Value)),
    ];

    private static IEnumerable<ProfileFault> Promises(Strategy strategy)
    {
        var (promises, approvals) = (strategy.Promises, strategy.Approvals);
        List<ProfileFault> faults =
        [
            .. Time("$.promises.maximumDays", promises.MaximumDays), .. Time("$.promises.maximumDaysApproved", promises.MaximumDaysApproved),
            .. Time("$.promises.judgeAfterBusinessDays", promises.JudgeAfterBusinessDays), .. AtLeast(1, "$.promises.brokenToSecondLine", promises.BrokenToSecondLine),
            .. Time("$.promises.brokenWithinDays", promises.BrokenWithinDays), .. Time("$.approvals.deadlineWorkingDays", approvals.DeadlineWorkingDays),
            .. Time("$.approvals.askAgainDays", approvals.AskAgainDays),
        ];
        if (promises.MaximumDaysApproved < promises.MaximumDays) faults.Add(new("$.promises.maximumDaysApproved", Text($"is not less than 'promises.maximumDays', {promises.MaximumDays}")));
        return faults;
    }

    /// <summary>Rungs ascend, each from a day on and before its stage ends.</summary>
    private static IEnumerable<ProfileFault> Rungs(string path, IReadOnlyList<int>? days, int from, int end)
    {
        if (days is null)
        {
            yield return new(path, "is a list of days");
            yield break;
        }

        for (var i = 0; i < days.Count; i++)
        {
            if (days[i] < from || days[i] >= end) yield return new(Text($"{path}[{i}]"), Text($"day {days[i]} is never reached: the stage has days {from} to {end - 1}"));
            if (i > 0 && days[i] <= days[i - 1]) yield return new(Text($"{path}[{i}]"), Text($"day {days[i]} does not follow day {days[i - 1]}"));
        }
    }

    private static IEnumerable<ProfileFault> ByRisk<T>(string path, IReadOnlyDictionary<RiskLevel, T> values, Func<string, T, IEnumerable<ProfileFault>> check) =>
        Enum.GetValues<RiskLevel>().SelectMany(risk => values.TryGetValue(risk, out var value) ? check($"{path}.{risk}", value) : [new ProfileFault($"{path}.{risk}", "is missing")]);

    private static IEnumerable<ProfileFault> Amount(string path, decimal amount) => amount < 0 ? [new ProfileFault(path, "is not negative")] : [];

    internal static IEnumerable<ProfileFault> Time(string path, int days) => days is < 1 or > LongestTime ? [new ProfileFault(path, Text($"is 1 to {LongestTime} days"))] : [];

    internal static IEnumerable<ProfileFault> AtLeast(int least, string path, int count) => count < least ? [new ProfileFault(path, Text($"is at least {least}"))] : [];

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
