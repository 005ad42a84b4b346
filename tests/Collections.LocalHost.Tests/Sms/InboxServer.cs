using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Local.Host.Sms;
using Collections.LocalHost.Tests.Bus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Collections.LocalHost.Tests.Sms;

/// <summary>The inbox on a real socket, with a caller that signs by hand and an app that writes down its events.</summary>
internal sealed class InboxServer : IAsyncDisposable
{
    public const string Path = "/sms?api-version=2021-03-07";
    public const string Debtor = "+8613800001234";

    private readonly WebApplication web;

    private InboxServer(WebApplication web, SmsInbox inbox, ManualClock business)
    {
        this.web = web;
        Inbox = inbox;
        Business = business;
        Address = new Uri(web.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        inbox.Webhook = (json, _) =>
        {
            Posted.Add(JsonNode.Parse(json)!.AsArray().Single()!.AsObject());
            return Task.FromResult(IsAppUp);
        };
    }

    public SmsInbox Inbox { get; }

    public ManualClock Business { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Whether the app takes events.</summary>
    public bool IsAppUp { get; set; } = true;

    public List<JsonObject> Posted { get; } = [];

    public static async Task<InboxServer> StartAsync(ISmsStore? store = null, SmsInboxOptions? options = null, ManualClock? business = null)
    {
        business ??= new ManualClock();
        var inbox = new SmsInbox(store ?? new MemorySmsStore(), business, TimeProvider.System, options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        web.MapSmsInbox(inbox);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new InboxServer(web, inbox, business);
    }

    public async Task<JsonArray> SendAsync(string text, string to = Debtor, string? repeatabilityId = null, string? tag = "contact-1")
    {
        using HttpResponseMessage response = await Client.SendAsync(Signed(Body(text, tag, (to, repeatabilityId))), TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)response.StatusCode);
        JsonObject answer = (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        return answer["value"]!.AsArray();
    }

    public async Task<JsonArray> MessagesAsync(string query = "")
    {
        JsonObject answer = (await Client.GetFromJsonAsync<JsonObject>("/inbox/messages" + query, TestContext.Current.CancellationToken))!;
        return answer["messages"]!.AsArray();
    }

    public async Task SetRuleAsync(object rule)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/inbox/rules", rule, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Lets business time pass and does what became due.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Business.Advance(time);
        while (await Inbox.RunOneAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    public static string Body(string text, string? tag, params (string To, string? Id)[] recipients) => JsonSerializer.Serialize(new
    {
        from = "+8610690000",
        smsRecipients = recipients.Select(one => new { to = one.To, repeatabilityRequestId = one.Id, repeatabilityFirstSent = "Wed, 01 Apr 2026 01:00:00 GMT" }),
        message = text,
        smsSendOptions = new { enableDeliveryReport = true, tag },
    });

    public HttpRequestMessage Signed(string body, string? key = null, string path = Path, DateTimeOffset? at = null)
    {
        string date = (at ?? DateTimeOffset.UtcNow).ToString("r", CultureInfo.InvariantCulture);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        string text = $"POST\n{path}\n{date};{Address.Authority};{hash}";
        byte[] secret = Convert.FromBase64String(key ?? Inbox.AccessKey);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await web.DisposeAsync();
    }
}
