using System.Collections.Concurrent;
using Collections.Functions.Governance;

namespace Collections.Functions.Contact.Texts;

/// <summary>Templates in the versions that are in force. (R5.10)</summary>
public sealed class GovernedTemplates(GovernedDocuments documents) : ITemplateSource
{
    /// <summary>Read once a version: whatever is made of a template is made of the same object.</summary>
    private readonly ConcurrentDictionary<(string Name, int Version, string Hash), MessageTemplate> known = new();

    public async ValueTask<MessageTemplate?> FindAsync(string institution, string name, CancellationToken cancellation)
    {
        if (await documents.FindAsync(TemplateKind.Templates, name, cancellation) is not { } document) return null;
        return known.GetOrAdd(
            (name, document.Number, document.Hash),
            _ => (TemplateKind.Read(document.Json) ?? throw new InvalidOperationException($"Template '{name}', version {document.Number}, cannot be read.")) with { Version = document.Number });
    }

    public async ValueTask<IReadOnlyList<MessageTemplate>> AllAsync(string institution, CancellationToken cancellation)
    {
        var all = new List<MessageTemplate>();
        foreach (var name in await documents.NamesAsync(TemplateKind.Templates, cancellation))
        {
            if (await FindAsync(institution, name, cancellation) is { } template) all.Add(template);
        }

        return all;
    }
}
