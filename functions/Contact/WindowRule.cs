using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Functions.Contact;

/// <summary>
/// On days of these classes, within these times at the party's place; not at other times, unless the party agreed to them where the rule allows it. Without day
/// classes: every day.
/// </summary>
public sealed record WindowRule : ContactRule
{
    /// <summary>No calendar closes for longer: beyond it the rule is asked again.</summary>
    private const int SearchDays = 60;

    /// <summary>Null: every day.</summary>
    public IReadOnlyList<DayClass>? Days { get; init; }

    public required IReadOnlyList<TimeSpanOfDay> Times { get; init; }

    /// <summary>Other times on days of other classes.</summary>
    public IReadOnlyList<DayTimes>? Also { get; init; }

    /// <summary>The party may agree to other hours: a consent in the ledger opens it. Default: no.</summary>
    public bool UnlessAgreed { get; init; }

    [JsonIgnore]
    public override bool AsksCalendar => Days is not null;

    private TimeSpanOfDay[][] ByClass => field ??= [.. Enum.GetValues<DayClass>().Select(On)];

    public override string? Fault() => Times.Count == 0 || Also?.Any(also => also.Times.Count == 0) == true ? "needs 'times'"
        : Days is { Count: 0 } ? "needs 'days', or none for every day"
        : Also is not null && (Days is null || Also.SelectMany(also => also.Days).Concat(Days).GroupBy(day => day).Any(same => same.Count() > 1)) ? "names a class of days twice"
        : null;

    /// <summary>The times on days of a class; none: closed.</summary>
    public IReadOnlyList<TimeSpanOfDay> TimesOn(DayClass day) => ByClass[(int)day];

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        var margin = question.Intended.IsMessage ? question.Pack.MessageMargin : TimeSpan.Zero;
        if (IsWithin(ByClass[(int)question.Calendar.ClassOf(moment.Day)], moment.TimeOfDay, margin)) return null;
        if (UnlessAgreed && IsAgreed(question, moment, margin)) return null;
        var agreed = UnlessAgreed ? NextAgreed(question, moment, margin) : null;
        var opens = NextOpen(question.Calendar, moment, margin) ?? moment.StartOf(moment.Day.AddDays(SearchDays + 1));
        return agreed < opens ? agreed : opens;
    }

    protected override string? Looser(PackRule over)
    {
        var rule = (WindowRule)over;
        if (base.Looser(over) is { } why) return why;
        if (rule.UnlessAgreed && !UnlessAgreed) return "the party may agree to other hours";
        foreach (var day in Enum.GetValues<DayClass>())
        {
            if (!rule.TimesOn(day).All(span => IsInside(span, TimesOn(day)))) return $"on a {day} it opens at other times";
        }

        return null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private DateTimeOffset? NextOpen(WorkingCalendar calendar, Moment moment, TimeSpan margin)
    {
        DateTimeOffset? opens = null;
        for (var days = 0; days <= SearchDays && opens is null; days++)
        {
            var day = moment.Day.AddDays(days);
            foreach (var time in ByClass[(int)calendar.ClassOf(day)])
            {
                if (!time.IsEmpty(margin) && moment.Next(day, time.Start) is { } start) opens = Earlier(opens, start);
            }
        }

        return opens;
    }

    private static bool IsAgreed(GateQuestion question, Moment moment, TimeSpan margin)
    {
        foreach (var consent in question.Ledger.Consents)
        {
            if (consent.Covers(question.Intended) && moment.At < consent.Until && consent.Times.Contains(moment.TimeOfDay, margin)) return true;
        }

        return false;
    }

    /// <summary>The next time that the party agreed to, while the consent holds.</summary>
    private static DateTimeOffset? NextAgreed(GateQuestion question, Moment moment, TimeSpan margin)
    {
        DateTimeOffset? next = null;
        foreach (var consent in question.Ledger.Consents)
        {
            if (!consent.Covers(question.Intended) || consent.Times.IsEmpty(margin)) continue;
            var start = moment.Next(moment.Day, consent.Times.Start) ?? moment.Next(moment.Day.AddDays(1), consent.Times.Start);
            if (start < consent.Until) next = Earlier(next, start);
        }

        return next;
    }

    /// <summary>Whether a span lies within others, touching ones taken together.</summary>
    private static bool IsInside(TimeSpanOfDay span, IReadOnlyList<TimeSpanOfDay> others)
    {
        var reached = span.Start;
        foreach (var time in others.OrderBy(time => time.Start))
        {
            if (time.Start <= reached && time.End > reached) reached = time.End;
        }

        return reached >= span.End;
    }

    private static bool IsWithin(TimeSpanOfDay[] times, TimeSpan timeOfDay, TimeSpan margin)
    {
        foreach (var time in times)
        {
            if (time.Contains(timeOfDay, margin)) return true;
        }

        return false;
    }

    private TimeSpanOfDay[] On(DayClass day) => Days is null || Days.Contains(day)
        ? [.. Times]
        : [.. (Also ?? []).Where(also => also.Days.Contains(day)).SelectMany(also => also.Times)];
}

public sealed record DayTimes(IReadOnlyList<DayClass> Days, IReadOnlyList<TimeSpanOfDay> Times);

/// <summary>From a time of day until before another, on the same day: <c>09:00-21:00</c>; <c>24:00</c> is the day's end.</summary>
[JsonConverter(typeof(TimeSpanOfDayConverter))]
public readonly record struct TimeSpanOfDay(TimeSpan Start, TimeSpan End)
{
    /// <param name="margin">Taken off the end, so that what leaves by itself arrives in time; not at midnight, where the next day decides.</param>
    public bool Contains(TimeSpan time, TimeSpan margin) => time >= Start && time < EndLess(margin);

    public bool IsEmpty(TimeSpan margin) => EndLess(margin) <= Start;

    public static TimeSpanOfDay Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('-');
        return parts.Length == 2 && TryParse(parts[0], out var start) && TryParse(parts[1], out var end) && start < end
            ? new TimeSpanOfDay(start, end)
            : throw new FormatException($"'{text}' is not a span of the day; write it as 09:00-21:00.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(Start)}-{Text(End)}");

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    private static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.FromDays(1);
        return text == "24:00" || TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
    }

    private TimeSpan EndLess(TimeSpan margin) => End == TimeSpan.FromDays(1) ? End : End - margin;
}

internal sealed class TimeSpanOfDayConverter : JsonConverter<TimeSpanOfDay>
{
    public override TimeSpanOfDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return TimeSpanOfDay.Parse(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpanOfDay value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
