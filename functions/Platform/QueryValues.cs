using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Platform;

/// <summary>Values of a request's address, checked.</summary>
public static class QueryValues
{
    /// <summary>A case key from the route; anything that cannot be one is a case that does not exist.</summary>
    public static CaseKey CaseKey(string id) =>
        id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower) ? new CaseKey(id) : throw RefusedException.NotFound("case");

    /// <summary>A contact's id from the route, in the same way.</summary>
    public static string Contact(string id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower) ? id : throw RefusedException.NotFound("contact");

    /// <summary>How many entries a page should have.</summary>
    public static int Take(this HttpRequest request, int standard = 50, int most = 200)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query["take"].ToString();
        if (text.Length == 0) return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var take) && take >= 1 && take <= most
            ? take
            : throw new RefusedException(400, "bad-query", $"'take' is a number from 1 to {most}.");
    }

    /// <summary>The end of a business day, or an instant; null if the query does not name it.</summary>
    public static DateTimeOffset? EndOf(this HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return BusinessTime.At(day.AddDays(1), TimeOnly.MinValue);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new RefusedException(400, "bad-query", $"'{name}' is a day (2026-03-02) or an instant (2026-03-02T10:00:00Z).");
    }

    /// <summary>A business day; null if the query does not name it.</summary>
    public static DateOnly? Day(this HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RefusedException(400, "bad-query", $"'{name}' is a day (2026-03-02).");
    }

    /// <summary>A whole number from zero; null if the query does not name it.</summary>
    public static long? Number(this HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException(400, "bad-query", $"'{name}' is a whole number from 0.");
    }
}
