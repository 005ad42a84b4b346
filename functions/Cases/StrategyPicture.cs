using System.Globalization;

namespace Collections.Functions.Cases;

/// <summary>A strategy's ladder as a Mermaid diagram: its stages with their days past due, and what each of them does. Pure.</summary>
public static class StrategyPicture
{
    /// <summary>The diagram's text. The strategy is one without faults: what is missing in another throws.</summary>
    public static string Of(Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var (negotiation, visit, legal) = (strategy.Negotiation, strategy.FieldVisit, strategy.Legal);
        List<string> lines =
        [
            "stateDiagram-v2",
            $"    %% {strategy.Reference}",
            Text($"    [*] --> Reminder: overdue, at least {strategy.MinimumOverdue}"),
            Text($"    Reminder --> Negotiation: day {negotiation.From}"),
            Text($"    Negotiation --> SecondLine: day {negotiation.SecondLineFrom}, a refusal, {strategy.Promises.BrokenToSecondLine} broken promises or no response"),
            .. Of(strategy, Stage.FieldVisit, Text($"    SecondLine --> FieldVisit: day {visit.From}, or at high risk and {visit.MinimumAmount} day {visit.FromHighRisk}, approved")),
            .. Of(strategy, Stage.LegalHandoff, Text($"    {(strategy.Uses(Stage.FieldVisit) ? "FieldVisit" : "SecondLine")} --> LegalHandoff: after day {legal.After}, or with {legal.Refusals} refusals after day {legal.AfterRefusals}, approved")),
            .. Note("Reminder", Reminder(strategy.Reminder)),
            .. Note("Negotiation", [.. FirstLine(negotiation), .. Messages(negotiation), .. Letters(negotiation)]),
            .. Note("SecondLine", [Every("calls", "working days", negotiation.SecondLineCalls), .. Messages(negotiation), .. Letters(negotiation), .. Tag(strategy)]),
            .. Of(strategy, Stage.FieldVisit, Note("FieldVisit", [Text($"visit within {visit.VisitWithin} working days, waived below {visit.MinimumAmount}"), Text($"calls every {visit.CallEvery} working days"), Text($"SMS every {visit.MessageEveryDays} days")])),
            .. Of(strategy, Stage.LegalHandoff, Note("LegalHandoff", [ByRisk("from an amount of", legal.MinimumAmount), Text($"lawyer's letter within {legal.LetterWithin} working days, {legal.LetterDays} days to answer"), Text($"SMS every {legal.MessageEveryDays} days")])),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Reminder(ReminderLadder ladder)
    {
        foreach (var days in ladder.GraceDays.GroupBy(grace => grace.Value).OrderBy(days => days.Key)) yield return Text($"first SMS on day {days.Key} ({string.Join(", ", days.Select(grace => grace.Key).Order())})");
        if (ladder.Messages.Count > 0) yield return $"SMS on {Days(ladder.Messages)}";
        if (ladder.Emails.Count > 0) yield return $"e-mail on {Days(ladder.Emails)}";
        if (ladder.CreditNotices.Count > 0) yield return $"credit-report notice on {Days(ladder.CreditNotices)}";
        foreach (var calls in ladder.Calls.Where(calls => calls.Value.Count > 0).OrderBy(calls => calls.Key)) yield return $"calls on {Days(calls.Value)} ({calls.Key})";
    }

    private static IEnumerable<string> Of(Strategy strategy, Stage stage, params IEnumerable<string> lines) => strategy.Uses(stage) ? lines : [];

    private static IEnumerable<string> FirstLine(NegotiationLadder ladder)
    {
        if (ladder.FirstLineCalls.Count > 0) yield return Every("calls", "working days", ladder.FirstLineCalls);
        foreach (var calls in ladder.Calls.Where(calls => calls.Value.Count > 0).OrderBy(calls => calls.Key)) yield return $"calls on {Days(calls.Value)} ({calls.Key})";
    }

    private static IEnumerable<string> Messages(NegotiationLadder ladder)
    {
        if (ladder.MessageEveryDays is { } days) yield return Text($"SMS every {days} days");
        foreach (var rung in ladder.VoiceMessages) yield return Text($"voice message on day {rung.Day}") + (rung.SilentDays is { } silent ? Text($", without a conversation in {silent} days") : "");
    }

    private static IEnumerable<string> Tag(Strategy strategy) => strategy.LegalTag is { } tag ? [Text($"marked as ready for legal on day {tag.From}")] : [];

    private static IEnumerable<string> Letters(NegotiationLadder ladder) =>
        from letters in ladder.Letters
        from letter in letters.Value
        group letters.Key by (letter.Day, letter.Template) into rung
        orderby rung.Key.Day
        select Text($"{rung.Key.Template} on day {rung.Key.Day} ({string.Join(", ", rung.Order())})");

    private static string Every(string what, string unit, IReadOnlyDictionary<RiskLevel, int> days) => $"{ByRisk($"{what} every", days)} {unit}";

    private static string ByRisk<T>(string what, IReadOnlyDictionary<RiskLevel, T> values) where T : IFormattable =>
        $"{what} {string.Join(", ", values.OrderBy(value => value.Key).Select(value => Text($"{value.Value} ({value.Key})")))}";

    private static IEnumerable<string> Note(string stage, IEnumerable<string> lines) => [$"    note right of {stage}", .. lines.Select(line => $"        {line}"), "    end note"];

    private static string Days(IReadOnlyList<int> days) => (days.Count == 1 ? "day " : "days ") + string.Join(", ", days.Select(day => day.ToString(CultureInfo.InvariantCulture)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
