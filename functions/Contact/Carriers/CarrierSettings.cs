using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Contact.Carriers;

/// <summary>A carrier's settings: <c>{section}:{name}</c>, and <c>{section}:Institutions:{institution}:{name}</c> where an institution has its own.</summary>
public sealed class CarrierSettings(IConfiguration configuration, string section)
{
    public string? Find(string institution, string name) =>
        configuration[$"{section}:Institutions:{institution}:{name}"] is { Length: > 0 } own ? own : configuration[$"{section}:{name}"] is { Length: > 0 } shared ? shared : null;

    /// <summary>Throws <see cref="InvalidOperationException"/> naming the setting.</summary>
    /// <param name="what">What it is, for the message.</param>
    public string Require(string institution, string name, string what) =>
        Find(institution, name) ?? throw new InvalidOperationException($"The setting '{section}:{name}' is missing: {what}.");

    /// <summary>How many messages a sender may hand over a minute; null: as many as there are.</summary>
    public int? PerMinute(string institution) => Find(institution, "PerMinute") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidOperationException($"The setting '{section}:PerMinute' is a whole number above 0: messages a minute of one sender.");

    /// <summary>Values of a setting over all institutions, with the institution; null: of the section itself.</summary>
    public IEnumerable<(string? Institution, string Value)> All(string name)
    {
        if (configuration[$"{section}:{name}"] is { Length: > 0 } shared) yield return (null, shared);
        foreach (var institution in configuration.GetSection($"{section}:Institutions").GetChildren())
        {
            if (institution[name] is { Length: > 0 } own) yield return (institution.Key, own);
        }
    }
}
