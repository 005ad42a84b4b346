using System.Globalization;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Governance;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Practices;

/// <summary>A template that was not let in: whether it was for words of a prohibited practice is kept, without the words. (R5.8)</summary>
public sealed class ProposedTexts(PracticeGuard guard, TimeProvider clock)
{
    /// <param name="kind">Kind of the governed document that was refused.</param>
    public async Task KeepAsync(string kind, byte[] json, string by, CancellationToken cancellation)
    {
        if (kind != TemplateKind.Templates || TemplateKind.Read(json) is not { Variants: { } variants }) return;
        var texts = variants.Values.Where(variant => variant is not null).SelectMany(variant => (variant.Texts?.Values ?? []).Concat(variant.Subjects?.Values ?? []));
        var practices = texts.Where(text => text is not null).Select(ForbiddenWords.Shipped.In).OfType<ForbiddenWord>().Select(word => word.Practice).Distinct();
        var command = string.Create(CultureInfo.InvariantCulture, $"{GovernedStore.HashOf(json)}|{BusinessTime.DayOf(clock.GetUtcNow()):yyyy-MM-dd}");
        foreach (var practice in practices) await guard.RefuseAsync(practice, EnforcementPoint.Template, by, null, command, cancellation);
    }
}
