using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>The templates at hand, by name.</summary>
public sealed class TemplateCatalog
{
    private readonly Dictionary<string, MessageTemplate> templates;

    public TemplateCatalog(IEnumerable<MessageTemplate> templates) => this.templates = templates.ToDictionary(template => template.Name, StringComparer.Ordinal);

    /// <summary>Those that ship: data/templates/.</summary>
    public static TemplateCatalog Shipped { get; } = new(EmbeddedData.Names("templates").Select(EmbeddedData.Read<MessageTemplate>));

    public IEnumerable<MessageTemplate> All => templates.Values.OrderBy(template => template.Name, StringComparer.Ordinal);

    public MessageTemplate? Find(string name) => templates.GetValueOrDefault(name);
}
