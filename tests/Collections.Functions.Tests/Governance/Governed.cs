using System.Text.Json;
using Collections.Functions.Governance;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Governance;

/// <summary>Puts a document in force as two people do.</summary>
internal static class Governed
{
    public static Task EnforceAsync<T>(LocalHost host, string kind, string name, T document) =>
        EnforceAsync(host, kind, name, JsonSerializer.SerializeToUtf8Bytes(document, CollectionsJson.Options));

    public static async Task EnforceAsync(LocalHost host, string kind, string name, byte[] json)
    {
        var documents = host.Services.GetRequiredService<GovernedDocuments>();
        var version = await documents.ProposeAsync(kind, name, json, null, Person("ada"), null, default);
        await documents.DecideAsync(kind, name, version.Number, approve: true, Person("cora"), null, default);
    }

    private static Caller Person(string id) => new(id, [Roles.Administrator], Roles.Administrator);
}
