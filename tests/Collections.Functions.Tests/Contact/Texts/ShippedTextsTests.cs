using System.Globalization;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>The texts that ship, as debtors read and hear them. With <c>COLLECTIONS_APPROVE=1</c> the approved ones are written anew.</summary>
public class ShippedTextsTests
{
    private const string Approved = "Contact/Texts/ShippedTexts.approved.md";

    public static TheoryData<string> Packs => [.. Functions.Platform.EmbeddedData.Names("packs").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void No_template_that_ships_has_a_fault_under_any_pack(string pack)
    {
        var law = PolicyCatalog.Shipped.Get(pack);
        foreach (var template in TemplateCatalog.Shipped.All) Assert.Empty(TemplateCheck.Faults(template, law.ElementsFor(template.Channel, template.Purpose)));
    }

    [Fact]
    public void Every_stage_has_its_texts_in_both_languages()
    {
        (Stage, Channel)[] wanted =
        [
            .. Enum.GetValues<Stage>().SelectMany(stage => ((Channel[])[Channel.Sms, Channel.Email, Channel.Call]).Select(channel => (stage, channel))),
            (Stage.Negotiation, Channel.Letter), (Stage.Negotiation, Channel.VoiceMessage), (Stage.FieldVisit, Channel.Letter), (Stage.LegalHandoff, Channel.Letter),
        ];
        foreach (var (stage, channel) in wanted)
            Assert.Contains(TemplateCatalog.Shipped.All, template => template.Stage == stage && template.Channel == channel);
        foreach (var template in TemplateCatalog.Shipped.All)
        {
            Assert.All(template.Variants.Values, variant => Assert.Equal(["en", "zh-CN"], variant.Texts.Keys.Order(StringComparer.Ordinal)));
            if (template is { Channel: Channel.Sms, Purpose: Purpose.Collection }) Assert.True(template.Variants.Count >= 2);
        }
    }

    [Fact]
    public void The_texts_are_the_approved_ones()
    {
        var texts = Render();
        var source = Path.Combine(Root(), "tests", "Collections.Functions.Tests", Approved);
        if (Environment.GetEnvironmentVariable("COLLECTIONS_APPROVE") == "1") File.WriteAllText(source, texts);
        Assert.Equal(File.ReadAllText(source), texts, ignoreLineEndingDifferences: true);
    }

    private static string Render()
    {
        var all = new StringBuilder("# The texts that ship\n\nRendered for a sample case; the test `ShippedTextsTests` holds them against this file.\n");
        foreach (var template in TemplateCatalog.Shipped.All)
        {
            all.Append(CultureInfo.InvariantCulture, $"\n## {template.Name}\n\n{template.Channel} · {template.Purpose} · {template.Party} · {template.Stage?.ToString() ?? "any stage"}{(template.SpeaksOfSuit ? " · speaks of suit" : "")}\n");
            foreach (var variant in template.VariantIds)
            {
                foreach (var language in template.Variants[variant].Texts.Keys.Order(StringComparer.Ordinal))
                {
                    var text = TextRenderer.Render(template, variant, language, Sample.Values(language, template.Channel, language == "en" ? "Li Wei" : "王小明"), Sample.NoElements, out var faults);
                    Assert.True(text is not null, $"{template.Name}: {string.Join(' ', faults)}");
                    all.Append(CultureInfo.InvariantCulture, $"\n**{variant} {language}**{(text.Segments is { } parts ? $" · {parts} parts" : "")}\n\n");
                    if (text.Subject is { } subject) all.Append(CultureInfo.InvariantCulture, $"> *{subject}*\n>\n");
                    all.Append(string.Join('\n', text.Text.Split('\n').Select(line => line.Length == 0 ? ">" : $"> {line}"))).Append('\n');
                }
            }
        }

        return all.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Collections.Functions.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
