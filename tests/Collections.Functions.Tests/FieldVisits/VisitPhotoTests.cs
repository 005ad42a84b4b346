using System.Net.Http.Headers;
using System.Security.Cryptography;
using Collections.Functions.Contact.Parties;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Http;
using static Collections.Functions.Tests.FieldVisits.VisitApp;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>Photos and witnesses at a visit, with the debtor's recorded consent alone. (R3.3, R8.2)</summary>
public sealed class VisitPhotoTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_photo_is_taken_with_consent_seen_with_a_reason_and_deleted_when_the_consent_is_taken_back()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        Assert.Equal((422, "no-consent"), await UploadAsync(contact, Png));
        (await app.DoAsync("visit-consents", new VisitConsentOrder(VisitConsent.Witness, "paper-1"))).IsOk();
        Assert.Equal((422, "no-consent"), await UploadAsync(contact, Png));
        (await app.DoAsync("visit-consents", new VisitConsentOrder(VisitConsent.Photos, "paper-1"))).IsRefused(409, "evidence-used");
        (await app.DoAsync("visit-consents", new VisitConsentOrder(VisitConsent.Photos, "paper-2"))).IsOk();
        Assert.Equal((415, "not-a-photo"), await UploadAsync(contact, [1, 2, 3, 4, 5, 6, 7, 8]));
        Assert.Equal((415, "not-a-file"), await UploadAsync(contact, Png, "application/json"));
        Assert.Equal((413, "too-large"), await UploadAsync(contact, [.. Png, .. new byte[8 << 20]]));
        Assert.Equal((404, "not-found"), await UploadAsync(new string('f', 32), Png));
        Assert.Equal((200, null), await UploadAsync(contact, Png));
        Assert.Equal((200, null), await UploadAsync(contact, Png));

        var photo = Assert.Single(await app.FactsOfAsync<PhotoTaken>());
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(Png)), "image/png", "paper-2", contact), (photo.Sha256, photo.Type, photo.Consent, photo.Contact));
        var look = $"photos/{photo.Photo}/reveal";
        (await app.DoAsync(look, new { reason = "x" }, "sue", Roles.Supervisor)).IsRefused(422, "prohibited-practice");
        Assert.Equal("image/png", (await app.DoAsync(look, new RevealOrder(RevealPurpose.Visit, "投诉核实"), "sue", Roles.Supervisor)).IsOk().ContentType);
        Assert.Equal(photo.Photo, Assert.Single(await app.FactsOfAsync<PhotoSeen>()).Photo);

        (await app.DoAsync("visit-consents/paper-9/withdrawal", new { })).IsRefused(404, "not-found");
        (await app.DoAsync("visit-consents/paper-2/withdrawal", new { })).IsOk();
        (await app.DoAsync(look, new RevealOrder(RevealPurpose.Visit, "再看一次"), "sue", Roles.Supervisor)).IsRefused(409, "consent-withdrawn");
        Assert.Equal((422, "no-consent"), await UploadAsync(contact, [.. Png, 4]));
        var container = app.Host.Storage.Blobs.GetBlobContainerClient("visit-photos");
        Assert.Empty(container.GetBlobs(cancellationToken: TestContext.Current.CancellationToken));
        (await app.DoAsync("visit-consents", new VisitConsentOrder(VisitConsent.Photos, "paper-2"), key: "again")).IsRefused(409, "evidence-used");
    }

    [Fact]
    public async Task A_witness_is_there_with_consent_alone()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Met, Witnessed: true))).IsRefused(422, "no-consent");
        (await app.DoAsync("visit-consents", new VisitConsentOrder(VisitConsent.Witness, "paper-1"))).IsOk();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Met, Witnessed: true))).IsOk();
        Assert.Equal("paper-1", Assert.Single(await app.FactsOfAsync<VisitReported>()).Witness);
    }

    private async Task<(int Status, string? Code)> UploadAsync(string contact, byte[] bytes, string type = "image/png")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Case}/visits/{contact}/photos") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", app.Host.IssueToken("fay", Roles.Field));
        using var response = await app.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.Status, answer.Problem);
    }
}
