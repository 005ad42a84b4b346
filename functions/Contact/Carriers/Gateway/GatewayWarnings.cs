using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>Texts whose wordings an institution's gateway has not all approved: the debtor whose turn comes to such a one waits. (R5.4)</summary>
public sealed class GatewayWarnings(InstitutionState institutions, MessageCarriers carriers, ITemplateSource templates, ApprovedTemplates approved) : IHealthWarnings
{
    public async Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (institution, _) in await institutions.SnapshotsAsync(cancellation))
        {
            if (carriers.NameOf(Channel.Sms, institution) != MessageCarriers.Gateway) continue;
            foreach (var template in await templates.AllAsync(institution, cancellation))
            {
                if (template.Channel != Channel.Sms) continue;
                missing.UnionWith(Wordings(template).Where(use => approved.Find(institution, use) is null).Select(use => $"{GatewaySmsProvider.NotApproved}: {institution} {template.Name} {use.Language}"));
            }
        }

        return [.. missing];
    }

    private static IEnumerable<TemplateUse> Wordings(MessageTemplate template) => template.Variants.SelectMany(
        variant => variant.Value.Texts.Keys, (variant, language) => new TemplateUse(template.Name, template.Version, variant.Key, language, new Dictionary<string, string>()));
}
