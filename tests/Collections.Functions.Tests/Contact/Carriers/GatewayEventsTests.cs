using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers.Gateway;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>The gateway's posts over a real socket: signed, of now, once. (R5.7)</summary>
public sealed class GatewayEventsTests : IAsyncLifetime
{
    private const string Mobile = "+8613800001234";

    private PeopleApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await PeopleApp.StartAsync(options =>
        {
            options.Settings["SmsGateway:Institutions:DEMO:AppId"] = GatewayServer.AppId;
            options.Settings["SmsGateway:Institutions:DEMO:Secret"] = GatewayServer.Secret;
        });
        await _app.GivenAsync(Given.Opening(40));
        await _app.Host.Services.GetRequiredService<DebtorProfiles>().ListAsync(Given.Opening().Debtor, Mobile, Given.Key, sender: null, PeopleApp.Noon, default);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_reply_becomes_a_task_and_an_opt_out_closes_the_channel()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Reply("u1", "请给我打电话"), Reply("u1", "请给我打电话"), Reply("u2", "TD")));
        var state = await _app.Host.CaseAsync(Given.Key);
        Assert.Single(state.Tasks, task => task.Kind == TaskKind.Reply);
        Assert.True(state.Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task A_request_is_taken_once_and_its_repetition_signed_anew_has_no_second_effect()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(nonce: "n1", events: [Reply("u1", "你好吗")]));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(nonce: "n1", events: [Reply("u1", "你好吗")]));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(nonce: "n2", events: [Reply("u1", "你好吗")]));
        Assert.Single((await _app.Host.CaseAsync(Given.Key)).Tasks);
    }

    [Theory]
    [InlineData("another secret", GatewayServer.AppId, 0)]
    [InlineData(GatewayServer.Secret, "stranger", 0)]
    [InlineData(GatewayServer.Secret, GatewayServer.AppId, -6)]
    [InlineData(GatewayServer.Secret, GatewayServer.AppId, 6)]
    public async Task Who_does_not_prove_himself_changes_nothing(string secret, string app, int minutes)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(secret, app, minutes, "n", Reply("u1", "TD")));
        Assert.False((await _app.Host.CaseAsync(Given.Key)).Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task A_report_that_is_none_of_ours_or_no_report_does_not_keep_the_others_from_being_taken() => Assert.Equal(
        HttpStatusCode.OK,
        await PostAsync(new { id = "r1", type = "report", status = "delivered", tag = "x" }, new { no = "id" }, new { id = "r2", type = "weather" }, Reply("u9", "hello")));

    private static object Reply(string id, string text) => new { id, type = "reply", from = Mobile, text };

    private Task<HttpStatusCode> PostAsync(params object[] events) => PostAsync(GatewayServer.Secret, GatewayServer.AppId, 0, Guid.NewGuid().ToString("N"), events);

    private Task<HttpStatusCode> PostAsync(string nonce, object[] events) => PostAsync(GatewayServer.Secret, GatewayServer.AppId, 0, nonce, events);

    private async Task<HttpStatusCode> PostAsync(string secret, string app, int minutes, string nonce, params object[] events)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { events });
        var timestamp = GatewaySignature.TimestampOf(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Host.Address, "api/sms/gateway/events")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-App-Id", app);
        request.Headers.Add("X-Timestamp", timestamp);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add("X-Signature", GatewaySignature.Sign(secret, GatewaySignature.Canonical("POST", "/api/sms/gateway/events", app, timestamp, nonce, body)));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
