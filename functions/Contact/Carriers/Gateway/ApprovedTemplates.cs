using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>A text that the gateway's operator has approved, as the bank registered it.</summary>
/// <param name="Id">The gateway's id of it.</param>
/// <param name="Version">Version of our template whose wording was approved: another one needs another approval.</param>
/// <param name="Parameters">Our placeholders, in the order of the approved text's variables.</param>
public sealed record ApprovedTemplate(string Id, int Version, IReadOnlyList<string> Parameters);

/// <summary>
/// Which of our wordings are approved: settings <c>SmsGateway:Templates:{template}-{variant}:{language}</c> with <c>Id</c>, <c>Version</c> (default 0: what ships) and
/// <c>Parameters</c> (<c>overdue,date,payLink</c>); under <c>SmsGateway:Institutions:{institution}</c> for one institution's.
/// </summary>
public sealed class ApprovedTemplates(IConfiguration configuration)
{
    /// <summary>The approval that fits a wording exactly, or null.</summary>
    public ApprovedTemplate? Find(string institution, TemplateUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return Read($"{GatewaySmsProvider.Section}:Institutions:{institution}:Templates", use) ?? Read($"{GatewaySmsProvider.Section}:Templates", use);
    }

    private ApprovedTemplate? Read(string section, TemplateUse use)
    {
        var entry = configuration.GetSection($"{section}:{use.Name}-{use.Variant}:{use.Language}");
        if (entry["Id"] is not { Length: > 0 } id) return null;
        var version = entry["Version"] is not { } text ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (version != use.Version) return null;
        return new ApprovedTemplate(id, version, (entry["Parameters"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
