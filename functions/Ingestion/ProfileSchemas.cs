using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>JSON schemas of profiles, packs and strategies, made from the types that read them, so that an editor knows what may stand where.</summary>
public static class ProfileSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static string Institution => Of<InstitutionProfile>("Institution profile");

    public static string Format => Of<FormatProfile>("Format profile");

    public static string Pack => Of<PackDocument>("Policy pack");

    public static string Strategy => Of<Strategy>("Strategy");

    private static string Of<T>(string title)
    {
        var schema = ProfileJson.Options.GetJsonSchemaAsNode(typeof(T), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        var headed = new JsonObject { ["$schema"] = Dialect, ["title"] = title };
        foreach (var (name, value) in schema.ToList())
        {
            schema.Remove(name);
            headed[name] = value;
        }

        return headed.ToJsonString(new JsonSerializerOptions(CollectionsJson.Options) { WriteIndented = true, NewLine = "\n" }) + "\n";
    }
}
