using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using LetterTasks = Collections.Functions.Negotiation.Letters;

namespace Collections.Functions.Contact.Texts.Letters;

/// <summary>
/// Letters that are due, reserved one by one as any letter is and printed together. The same command makes the same batch: what was reserved is found again, and
/// the batch is written once. Container <c>letters</c>: the pages, and beside them what is on them. (R3.4, R5.1)
/// </summary>
public sealed class LetterBatches(
    ICaseStreams streams, PersonContacts contacts, DebtorProfiles profiles, DebtorParties parties, MessageTexts texts, IInstitutionDirectory institutions, IStrategyBook strategies, Blobs blobs, TimeProvider clock)
{
    public const int Most = 100;

    private const string Container = "letters";

    /// <summary>Throws <see cref="RefusedException"/> (422) for no case or too many; what a single case refuses stands in the batch and stops no other.</summary>
    /// <param name="command">Id of the command; the batch's id is derived from it.</param>
    public async Task<LetterBatch> MakeAsync(IReadOnlyList<CaseKey> cases, string by, string command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.Count is < 1 or > Most || cases.Distinct().Count() != cases.Count) throw new RefusedException(422, "cases", $"Name 1 to {Most} different cases.");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"letters|{command}")).AsSpan(0, 16));
        if (await FindAsync(id, cancellation) is { } made) return made;
        List<(BatchLetter Entry, LetterPage? Page)> letters = [];
        foreach (var key in cases) letters.Add(await LetterAsync(key, by, command, cancellation));
        var page = Encoding.UTF8.GetBytes(LetterDocument.Render([.. letters.Select(letter => letter.Page).OfType<LetterPage>()]));
        var batch = new LetterBatch(id, clock.GetUtcNow(), by, Convert.ToHexStringLower(SHA256.HashData(page)), [.. letters.Select(letter => letter.Entry)]);
        return await KeepAsync(batch, page, cancellation);
    }

    public async Task<LetterBatch?> FindAsync(string id, CancellationToken cancellation) =>
        await DownloadAsync($"{id}.json", cancellation) is { } json ? JsonSerializer.Deserialize<LetterBatch>(json, CollectionsJson.Options) : null;

    /// <summary>The pages of a batch, as HTML.</summary>
    public Task<byte[]?> PagesAsync(string id, CancellationToken cancellation) => DownloadAsync($"{id}.html", cancellation);

    private async Task<(BatchLetter Entry, LetterPage? Page)> LetterAsync(CaseKey key, string by, string command, CancellationToken cancellation)
    {
        try
        {
            // What would stop the letter is asked first, so that nothing is counted that cannot be printed.
            var state = (await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case")).State;
            var today = BusinessTime.DayOf(clock.GetUtcNow());
            var debtor = await profiles.LoadAsync(state.Debtor, cancellation);
            var estate = LetterTasks.Open(state) is null ? state.Task(TaskKind.EstateLetter) : null;
            var heir = estate is null ? null : await parties.FindAsync(state.Debtor, estate.Because, cancellation);
            var profile = heir is null || debtor is null ? debtor : debtor with { Name = heir.Name, Address = heir.Address };
            if (profile is not { Address.Length: > 0 }) throw new RefusedException(409, "no-address", "There is no address on file.");
            var task = LetterTasks.Open(state) ?? estate ?? throw new RefusedException(409, "no-task", "The case has no open letter task.");
            var (template, _) = await texts.TemplateAsync(state.Institution, LetterTasks.TemplateOf(task), cancellation);
            var wish = new TextWish(state, template.Name, CaseView.ContactId(key, state.Version + 1))
            {
                DebtorName = profile.Name,
                EstateOf = heir is null ? null : debtor!.Name,
                AnswerBy = today.AddDays(strategies.Get(state.Strategy).Legal.LetterDays),
                Language = profile.Language,
            };
            foreach (var variant in template.VariantIds)
            {
                if ((await texts.TryAsync(wish, template, variant, cancellation)).Faults is [var fault, ..]) throw new RefusedException(422, fault.Code, $"The letter {fault.Problem}.");
            }

            var reserved = await contacts.ReserveAsync(key, new ContactWish(Channel.Letter, heir is null ? LetterTasks.PurposeOf(state) : Purpose.LegalNotice, heir?.Id), by, command, cancellation);
            var text = await texts.RenderAsync(wish with { Contact = reserved.Contact }, cancellation);
            return (new BatchLetter(key, reserved.Contact, text.Template, text.Version, text.Variant, text.Hash), await PageAsync(wish, reserved.Contact, text, profile, template, cancellation));
        }
        catch (RefusedException refused)
        {
            return (new BatchLetter(key, Refused: refused.Code), null);
        }
    }

    private async Task<LetterPage> PageAsync(TextWish wish, string contact, MessageText text, DebtorProfile profile, MessageTemplate template, CancellationToken cancellation)
    {
        var made = await texts.TryAsync(wish with { Contact = contact }, template, text.Variant, cancellation);
        var card = await institutions.GetAsync(wish.State.Institution, cancellation);
        string[] recipient = [new TextOf(profile.Name).In(text.Language), .. profile.Address!.Split('\n').Select(line => new TextOf(line).In(text.Language))];
        return new LetterPage(
            text.Language, card.NameIn(text.Language), recipient, TextValues.Reference(wish.State.Key), made.Values["date"].In(text.Language),
            text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), ((LinkOf)made.Values["payLink"]).Value, template.HasReceipt);
    }

    /// <summary>The list is written last and once: who finds it finds the pages too.</summary>
    private async Task<LetterBatch> KeepAsync(LetterBatch batch, byte[] page, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient($"{batch.Id}.html").UploadAsync(new BinaryData(page), overwrite: true, cancellation);
        try
        {
            var once = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await container.GetBlobClient($"{batch.Id}.json").UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(batch, CollectionsJson.Options)), once, cancellation);
            return batch;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return await FindAsync(batch.Id, cancellation) ?? throw new InvalidOperationException($"Letter batch {batch.Id} is gone.");
        }
    }

    private async Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var container = await blobs.GetAsync(Container, cancellation);
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}

/// <summary>Letters that were printed together.</summary>
/// <param name="Sha256">Of the pages, hexadecimal.</param>
public sealed record LetterBatch(string Id, DateTimeOffset At, string By, string Sha256, IReadOnlyList<BatchLetter> Letters);

/// <summary>One letter, or why there is none.</summary>
/// <param name="Contact">Contact id, by which it is reported as posted.</param>
/// <param name="TextHash">SHA-256 of its text, hexadecimal.</param>
/// <param name="Refused">Code of the refusal, such as <c>contact-deferred</c>.</param>
public sealed record BatchLetter(
    CaseKey Case, string? Contact = null, string? Template = null, int? Version = null, string? Variant = null, string? TextHash = null, string? Refused = null);
