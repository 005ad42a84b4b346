namespace Collections.Functions.Contact.Texts;

/// <summary>Where an institution's templates come from.</summary>
public interface ITemplateSource
{
    /// <summary>Those in force now.</summary>
    ValueTask<TemplateCatalog> ForAsync(string institution, CancellationToken cancellation);
}

/// <summary>What ships, for everybody.</summary>
public sealed class ShippedTemplates : ITemplateSource
{
    public ValueTask<TemplateCatalog> ForAsync(string institution, CancellationToken cancellation) => ValueTask.FromResult(TemplateCatalog.Shipped);
}
