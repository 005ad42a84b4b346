namespace Collections.LocalHost.Tests.Inside;

/// <summary>A host with one of everything that the page shows.</summary>
internal static class InsideSamples
{
    public static async Task FillAsync(InsideHost inside)
    {
        var files = inside.Host.Storage.Blobs.GetBlobContainerClient("files");
        await files.CreateAsync();
        foreach (var name in new[] { "bad-01.csv", "good-01.csv", "good-02.csv" })
            await files.UploadBlobAsync(name, BinaryData.FromString("x"));
        await inside.StartCaseAsync("case-0007", 4869846.31m, "6222-0417");
        await inside.StartCaseAsync("case-0008", -1, "6222-0418");
        await inside.StartCaseAsync("case-0009", 1200, SampleCases.Hostile);
        await inside.SendAsync("payments", """{"account":"6222-0417","amount":100.50,"note":"\u9000\u8ba2 <b>bold</b>"}""", message =>
        {
            message.Subject = "PaymentReceived";
            message.CorrelationId = "c-1";
            message.ContentType = "application/json";
            message.ApplicationProperties["institution"] = "DEMO";
        });
        await inside.PassAsync(TimeSpan.FromDays(3));
        await inside.SendAsync("payments", """{"account":"6222-0418","amount":7}""", message => message.ScheduledEnqueueTime = inside.Host.Clock.GetUtcNow().AddDays(1));
        (await inside.PostAsync("instance/suspend?id=case-0009", new { text = "looked at" })).EnsureSuccessStatusCode();
        await inside.SettleAsync();
    }
}
