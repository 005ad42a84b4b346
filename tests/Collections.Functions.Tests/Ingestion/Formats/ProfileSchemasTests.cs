using System.Text.Json.Nodes;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion.Formats;

public sealed class ProfileSchemasTests
{
    public static TheoryData<string, string> Schemas => new()
    {
        { "institution-profile.json", ProfileSchemas.Institution }, { "format-profile.json", ProfileSchemas.Format }, { "policy-pack.json", ProfileSchemas.Pack },
        { "strategy.json", ProfileSchemas.Strategy },
    };

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task The_schema_in_the_docs_is_what_the_types_say(string file, string schema)
    {
        var written = await File.ReadAllTextAsync(Path.Combine(CnCoreTests.Repository, "docs", "schemas", file), TestContext.Current.CancellationToken);
        Assert.True(written == schema, $"docs/schemas/{file} is old: write it anew with 'collections {(file.EndsWith("-profile.json", StringComparison.Ordinal) ? $"profile schema {file.Split('-')[0]}" : $"{file.Split('-', '.')[0]} schema")}'.");
    }

    /// <summary>So that nobody is told of a fault by an editor that the product does not see, or the other way round.</summary>
    [Fact]
    public void Whatever_ships_has_only_members_that_its_schema_names()
    {
        foreach (var name in EmbeddedData.Names("formats")) Names(JsonNode.Parse(EmbeddedData.Bytes(name))!.AsObject(), JsonNode.Parse(ProfileSchemas.Format)!);
        foreach (var name in EmbeddedData.Names("profiles")) Names(JsonNode.Parse(EmbeddedData.Bytes(name))!.AsObject(), JsonNode.Parse(ProfileSchemas.Institution)!);
        foreach (var name in EmbeddedData.Names("strategies")) Names(JsonNode.Parse(EmbeddedData.Bytes(name))!.AsObject(), JsonNode.Parse(ProfileSchemas.Strategy)!);
    }

    private static void Names(JsonObject profile, JsonNode schema)
    {
        var properties = schema["properties"]!.AsObject().Select(property => property.Key).ToHashSet();
        Assert.All(profile, member => Assert.Contains(member.Key, properties));
        Assert.False((bool)schema["additionalProperties"]!);
    }
}
