namespace Collections.Functions.Contact.Texts;

/// <summary>Where an institution's templates come from: those in force now.</summary>
public interface ITemplateSource
{
    /// <summary>Null when there is none of that name.</summary>
    ValueTask<MessageTemplate?> FindAsync(string institution, string name, CancellationToken cancellation);

    /// <summary>In the order of their names.</summary>
    ValueTask<IReadOnlyList<MessageTemplate>> AllAsync(string institution, CancellationToken cancellation);
}

/// <summary>What ships, for everybody.</summary>
public sealed class ShippedTemplates : ITemplateSource
{
    public ValueTask<MessageTemplate?> FindAsync(string institution, string name, CancellationToken cancellation) => ValueTask.FromResult(TemplateCatalog.Shipped.Find(name));

    public ValueTask<IReadOnlyList<MessageTemplate>> AllAsync(string institution, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<MessageTemplate>>([.. TemplateCatalog.Shipped.All]);
}

public static class TemplateSources
{
    /// <summary>By a template's name, or by <c>name-variant</c>, which names a wording too; null when there is none.</summary>
    public static async ValueTask<(MessageTemplate Template, string? Variant)?> ResolveAsync(
        this ITemplateSource source, string institution, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reference);
        if (await source.FindAsync(institution, reference, cancellation) is { } named) return (named, null);
        var dash = reference.LastIndexOf('-');
        if (dash <= 0 || await source.FindAsync(institution, reference[..dash], cancellation) is not { } template) return null;
        var variant = reference[(dash + 1)..];
        return template.Variants.ContainsKey(variant) ? (template, variant) : null;
    }
}
