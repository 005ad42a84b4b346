using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Functions.Contact;

/// <summary>On days of these classes, within these times at the party's place; not at other times.</summary>
public sealed record WindowRule : PackRule
{
    /// <summary>No calendar closes for longer: beyond it the rule is asked again.</summary>
    private const int SearchDays = 60;

    /// <summary>Null: every day.</summary>
    public IReadOnlyList<DayClass>? Days { get; init; }

    public required IReadOnlyList<TimeSpanOfDay> Times { get; init; }

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        var margin = question.Intended.IsMessage ? question.Pack.MessageMargin : TimeSpan.Zero;
        if (IsOpen(question.Calendar, moment.Day) && IsWithin(moment.TimeOfDay, margin)) return null;
        DateTimeOffset? opens = null;
        for (var days = 0; days <= SearchDays && opens is null; days++)
        {
            var day = moment.Day.AddDays(days);
            if (!IsOpen(question.Calendar, day)) continue;
            foreach (var time in Times)
            {
                if (time.IsEmpty(margin)) continue;
                if (moment.Next(day, time.Start) is { } start && (opens is null || start < opens)) opens = start;
            }
        }

        return opens ?? moment.StartOf(moment.Day.AddDays(SearchDays + 1));
    }

    private bool IsWithin(TimeSpan timeOfDay, TimeSpan margin)
    {
        foreach (var time in Times)
        {
            if (time.Contains(timeOfDay, margin)) return true;
        }

        return false;
    }

    private bool IsOpen(WorkingCalendar calendar, DateOnly day) => Days is null || Days.Contains(calendar.ClassOf(day));
}

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
