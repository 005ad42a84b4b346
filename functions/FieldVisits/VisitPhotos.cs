using System.Security.Cryptography;
using Azure;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.FieldVisits;

/// <summary>A photo of a visit, taken with the debtor's consent; the picture itself stands in container <c>visit-photos</c>, under the debtor and its hash.</summary>
/// <param name="Photo">Unique within the case.</param>
/// <param name="Contact">Of the visit.</param>
/// <param name="Sha256">Of the picture's bytes, hexadecimal.</param>
/// <param name="Type">Media type.</param>
/// <param name="Consent">Evidence of the consent.</param>
public sealed record PhotoTaken(string Photo, string Contact, string Sha256, string Type, string Consent) : Fact;

/// <summary>Somebody looked at a photo, and said why. (R8.2)</summary>
/// <param name="Note">Id of his words in the debtor's partition.</param>
public sealed record PhotoSeen(string Photo, RevealPurpose Purpose, string? Note) : Fact;

/// <summary>Photos of visits: kept with consent, shown with a reason, and deleted when the consent is taken back. (R3.3, R8.2)</summary>
public sealed class VisitPhotos(Casework casework, Blobs blobs, PracticeGuard guard)
{
    public const int LargestMegabytes = 8;

    private const string Container = "visit-photos";

    /// <summary>The picture is kept before the case tells of it. Throws <see cref="RefusedException"/>: 404 for no such visit, 413, 415 <c>not-a-photo</c>, 422 <c>no-consent</c>.</summary>
    public async Task<PhotoTaken> TakeAsync(CaseKey key, string contact, Posted<byte[]> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var type = TypeOf(posted.Body) ?? throw new RefusedException(415, "not-a-photo", "Send a photo as image/jpeg or image/png.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(posted.Body));
        var view = await casework.ViewAsync(key, cancellation);
        Taken(view.State, contact, hash, type);
        var blob = (await blobs.GetAsync(Container, cancellation)).GetBlobClient(NameOf(view.State.Debtor, hash));
        await blob.UploadAsync(new BinaryData(posted.Body), overwrite: true, cancellation);
        try
        {
            await casework.ExecuteAsync(key, posted, present => Taken(present.State, contact, hash, type) is var taken && present.State.Visits.Photos.Any(known => known.Contact == contact && known.Sha256 == hash) ? [] : [taken], cancellation);
        }
        catch (RefusedException)
        {
            // The consent was taken back meanwhile: the picture goes.
            if ((await casework.ViewAsync(key, cancellation)).State.Visits.Photos.All(photo => photo.Sha256 != hash)) await blob.DeleteIfExistsAsync(cancellationToken: cancellation);
            throw;
        }

        return (await casework.ViewAsync(key, cancellation)).State.Visits.Photos.Last(photo => photo.Sha256 == hash);
    }

    /// <summary>The picture, for whoever says what for. 404 for no such photo; 422 <c>prohibited-practice</c> without a purpose and reason; 409 <c>consent-withdrawn</c>.</summary>
    public async Task<(byte[] Picture, string Type)> SeeAsync(CaseKey key, string photo, Posted<RevealOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        if (posted.Body.Purpose is not { } purpose || string.IsNullOrWhiteSpace(posted.Body.Reason))
            throw await guard.RefuseAsync(PracticeCatalog.WithoutPurpose, EnforcementPoint.Reveal, posted.Caller.By, key, posted.Command, cancellation);
        var view = await casework.ViewAsync(key, cancellation);
        var taken = view.State.Visits.Photos.FirstOrDefault(known => known.Photo == photo) ?? throw RefusedException.NotFound("photo");
        await casework.ExecuteAsync(key, posted, posted.Body.Reason, "photo", (present, note) => IsHeld(present.State, taken) ? [new PhotoSeen(photo, purpose, note)] : throw Withdrawn(), cancellation);
        try
        {
            return ((await (await blobs.GetAsync(Container, cancellation)).GetBlobClient(NameOf(view.State.Debtor, taken.Sha256)).DownloadContentAsync(cancellation)).Value.Content.ToArray(), taken.Type);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            throw Withdrawn();
        }
    }

    /// <summary>The debtor takes a consent back: the case tells of it first, and then the pictures are deleted. The same command again completes both.</summary>
    public async Task<CaseAnswer> WithdrawAsync(CaseKey key, string evidence, Posted<NoBody> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var answer = await casework.ExecuteAsync(key, posted, view => VisitConsentCommands.Withdraw(view.State, evidence), cancellation);
        var container = await blobs.GetAsync(Container, cancellation);
        foreach (var photo in answer.Visits.Photos.Where(photo => photo.Consent == evidence))
            await container.GetBlobClient(NameOf(answer.DebtorKey, photo.Sha256)).DeleteIfExistsAsync(cancellationToken: cancellation);
        return answer;
    }

    private static PhotoTaken Taken(CaseState state, string contact, string hash, string type)
    {
        if (state.Visits.Running?.Contact != contact && !state.Visits.Contacts.Contains(contact)) throw RefusedException.NotFound("visit");
        return new PhotoTaken($"photo-{state.Visits.Photos.Count + 1}", contact, hash, type, VisitConsentCommands.Held(state, VisitConsent.Photos));
    }

    private static bool IsHeld(CaseState state, PhotoTaken photo) => state.Visits.Consents.Any(known => known.Evidence == photo.Consent && !known.Withdrawn);

    private static RefusedException Withdrawn() => new(409, "consent-withdrawn", "The debtor has taken back his consent: the photo is deleted.");

    private static string NameOf(DebtorKey debtor, string hash) => $"{debtor.Value}/{hash}";

    /// <summary>By the first bytes, whatever it is called.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? "image/png"
        : null;
}
