using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Practices;

/// <summary>Somebody tried what nobody may do: who, when, which and on which case; never the words.</summary>
/// <param name="Id">Made of the command, so that a retry is the same attempt.</param>
/// <param name="By">A person's id with the role acted in.</param>
/// <param name="Refused">False for a note: it was kept, and may only describe.</param>
public sealed record PracticeAttempt(string Id, string Practice, EnforcementPoint Point, string By, DateTimeOffset At, CaseKey? Case, bool Refused)
{
    /// <summary>The person, in whatever role.</summary>
    public string Person => PersonOf(By);

    public static string PersonOf(string by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.LastIndexOf('/') is > 0 and var slash ? by[..slash] : by;
    }
}

/// <summary>Table <c>Practices</c>: attempts by person.</summary>
public sealed class PracticeAttempts(Tables tables)
{
    private const string Table = "Practices";

    private const string Body = "Body";

    private const string At = "At";

    public async Task AddAsync(PracticeAttempt attempt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var table = await tables.GetAsync(Table, cancellation);
        var row = new TableEntity(PartitionOf(attempt.Person), attempt.Id) { [At] = attempt.At, [Body] = JsonSerializer.Serialize(attempt, CollectionsJson.Stored) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>What one person tried since an instant, the latest first.</summary>
    public Task<IReadOnlyList<PracticeAttempt>> OfAsync(string person, DateTimeOffset since, CancellationToken cancellation) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(person)} and At ge {since}"), cancellation);

    /// <summary>What everybody tried since an instant, the latest first. There are few.</summary>
    public Task<IReadOnlyList<PracticeAttempt>> SinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        ReadAsync(TableClient.CreateQueryFilter($"At ge {since}"), cancellation);

    private async Task<IReadOnlyList<PracticeAttempt>> ReadAsync(string filter, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var attempts = new List<PracticeAttempt>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            attempts.Add(JsonSerializer.Deserialize<PracticeAttempt>(row.GetString(Body)!, CollectionsJson.Stored)!);
        return [.. attempts.OrderByDescending(attempt => attempt.At).ThenBy(attempt => attempt.Id, StringComparer.Ordinal)];
    }

    /// <summary>A person's id may hold what a key may not.</summary>
    private static string PartitionOf(string person) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person)).AsSpan(0, 16));
}
