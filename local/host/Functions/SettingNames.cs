using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Collections.Local.Host.Functions;

/// <summary>Replaces <c>%name%</c> in trigger attributes by the setting of that name, as the Functions host does.</summary>
internal sealed partial class SettingNames(IConfiguration configuration)
{
    public string Resolve(string text) => Name().Replace(text, match =>
        configuration[match.Groups[1].Value]
        ?? throw new InvalidOperationException($"The setting '{match.Groups[1].Value}' that '{text}' refers to is missing."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
