using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The debtors' profiles, and who is behind a number.</summary>
public sealed class DebtorProfiles(Tables tables, KeyRing keys)
{
    private const int Attempts = 20;

    private const string WrittenFor = "Case";

    private const string WrittenAt = "At";

    private const string WrittenFrom = "Sender";

    /// <summary>Begins the rows of replies, of which there may be thousands; a debtor's begin with his key, which is hexadecimal.</summary>
    private const string Reply = "reply-";

    private const string AfterKeys = "g";

    /// <summary>Writes the profile as the latest file has it.</summary>
    public async Task SaveAsync(DebtorKey debtor, DebtorProfile profile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = new TableEntity(debtor.Value, DebtorRows.Profile(debtor)) { [DebtorRows.Body] = JsonSerializer.Serialize(profile, CollectionsJson.Options) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>As the latest file has it, with what people took down besides.</summary>
    public Task<DebtorProfile> TakeInAsync(DebtorKey debtor, DebtorProfile profile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return ChangeAsync(debtor, known => profile with { Added = known?.Added ?? [] }, cancellation);
    }

    /// <summary>Writes what a change answers on what is there; the same profile writes nothing.</summary>
    public async Task<DebtorProfile> ChangeAsync(DebtorKey debtor, Func<DebtorProfile?, DebtorProfile> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var read = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Profile(debtor), cancellationToken: cancellation);
            var known = read.HasValue ? JsonSerializer.Deserialize<DebtorProfile>(read.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
            var profile = change(known);
            if (ReferenceEquals(profile, known)) return profile;
            var row = new TableEntity(debtor.Value, DebtorRows.Profile(debtor)) { [DebtorRows.Body] = JsonSerializer.Serialize(profile, CollectionsJson.Options) };
            try
            {
                if (read.HasValue) await table.UpdateEntityAsync(row, read.Value!.ETag, TableUpdateMode.Replace, cancellation);
                else await table.AddEntityAsync(row, cancellation);
                return profile;
            }
            catch (RequestFailedException changed) when (changed.Status is 409 or 412 && attempt < Attempts)
            {
                // Somebody else was faster: on what is there now.
            }
        }
    }

    public async Task<DebtorProfile?> LoadAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Profile(debtor), cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<DebtorProfile>(row.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
    }

    /// <summary>Before a number or address is written to for a debtor: whatever comes back from it will find him and the case.</summary>
    /// <param name="sender">Number or address that it is written from; null: not known.</param>
    /// <param name="at">Business time.</param>
    public async Task ListAsync(DebtorKey debtor, string point, CaseKey key, string? sender, DateTimeOffset at, CancellationToken cancellation)
    {
        var hash = PointHash(point);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        var row = new TableEntity(hash, $"{hash}|{debtor.Value}") { [WrittenFor] = key.Value, [WrittenAt] = at };
        if (sender is not null) row[WrittenFrom] = sender;
        await phones.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Debtors who were written to under a number or address, the one who was written to last first.</summary>
    public async Task<IReadOnlyList<Written>> BehindAsync(string point, CancellationToken cancellation)
    {
        var hash = PointHash(point);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        var written = new List<Written>();
        var end = $"{hash}|{AfterKeys}";
        await foreach (var row in phones.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {hash} and RowKey lt {end}"), cancellationToken: cancellation))
        {
            var debtor = new DebtorKey(row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..]);
            written.Add(new Written(debtor, row.GetString(WrittenFor) is { } key ? new CaseKey(key) : null, row.GetDateTimeOffset(WrittenAt) ?? DateTimeOffset.MinValue, row.GetString(WrittenFrom)));
        }

        return [.. written.OrderByDescending(row => row.At).ThenBy(row => row.Debtor.Value, StringComparer.Ordinal)];
    }

    /// <summary>When a reply came for the first time, and whose it was then: noted now, if it is the first time.</summary>
    /// <param name="at">Business time.</param>
    public async Task<(DebtorKey Debtor, DateTimeOffset At)> FirstAsync(string point, string reply, DebtorKey debtor, DateTimeOffset at, CancellationToken cancellation)
    {
        var hash = PointHash(point);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        var key = $"{hash}|{Reply}{reply}";
        try
        {
            await phones.AddEntityAsync(new TableEntity(hash, key) { [WrittenFor] = debtor.Value, [WrittenAt] = at }, cancellation);
            return (debtor, at);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            var row = (await phones.GetEntityAsync<TableEntity>(hash, key, cancellationToken: cancellation)).Value;
            return (new DebtorKey(row.GetString(WrittenFor)!), row.GetDateTimeOffset(WrittenAt)!.Value);
        }
    }

    /// <summary>A number's stand-in in ledgers and lookups.</summary>
    public string PhoneHash(string number) => keys.Phone(PhoneNumbers.International(number));

    /// <summary>An e-mail address' stand-in in ledgers and lookups.</summary>
    public string AddressHash(string address) => keys.Address(address);

    /// <summary>The stand-in of an address where somebody lives: blanks do not tell two of them apart.</summary>
    public string PlaceHash(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return keys.Derive("place", string.Concat(address.Where(c => !char.IsWhiteSpace(c))))[..16];
    }

    private string PointHash(string point) => point.Contains('@', StringComparison.Ordinal) ? AddressHash(point) : PhoneHash(point);
}

/// <summary>Who was last written to under a number or address.</summary>
/// <param name="Case">The case that it was for; null: it was written before cases were noted.</param>
/// <param name="Sender">Number or address that it was written from; null: not known.</param>
public sealed record Written(DebtorKey Debtor, CaseKey? Case, DateTimeOffset At, string? Sender = null);
