using System.Text.Json;
using Azure;
using Azure.Communication.Sms;
using Azure.Communication.Sms.Models;
using Azure.Core;
using Microsoft.AspNetCore.Http;

namespace Collections.Packages.Tests.Sms;

public sealed class SmsClientTests : IAsyncLifetime
{
    private SmsServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SmsServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_is_sent_signed_and_told_by_its_id()
    {
        Accept("""{"to":"+886912345678","messageId":"Outgoing_1","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true}""");

        Response<SmsSendResult> response = await Client().SendAsync(
            "+886900000000", "+886912345678", "繳款提醒 \"A\"", new SmsSendOptions(enableDeliveryReport: true) { Tag = "contact-1" });

        SmsSendResult result = response.Value;
        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.Equal(("+886912345678", "Outgoing_1", 202, true), (result.To, result.MessageId, result.HttpStatusCode, result.Successful));
        Assert.Null(result.ErrorMessage);

        SmsRequest request = Assert.Single(_server.Requests);
        Assert.True(request.IsSigned);
        Assert.Equal(("POST", "/sms?api-version=2021-03-07"), (request.Method, request.Target));
        JsonElement body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("+886900000000", body.GetProperty("from").GetString());
        Assert.Equal("繳款提醒 \"A\"", body.GetProperty("message").GetString());
        Assert.True(body.GetProperty("smsSendOptions").GetProperty("enableDeliveryReport").GetBoolean());
        Assert.Equal("contact-1", body.GetProperty("smsSendOptions").GetProperty("tag").GetString());
        JsonElement recipient = Assert.Single(body.GetProperty("smsRecipients").EnumerateArray());
        Assert.Equal("+886912345678", recipient.GetProperty("to").GetString());
        Assert.True(Guid.TryParse(recipient.GetProperty("repeatabilityRequestId").GetString(), out _));
        Assert.True(DateTimeOffset.TryParseExact(recipient.GetProperty("repeatabilityFirstSent").GetString(), "R", null, default, out _));
    }

    [Fact]
    public async Task An_accepted_request_can_hold_refused_recipients()
    {
        Accept(
            """{"to":"+1","messageId":"Outgoing_1","httpStatusCode":202,"successful":true}""",
            """{"to":"bad","httpStatusCode":400,"errorMessage":"Invalid To phone number format.","successful":false}""");

        IReadOnlyList<SmsSendResult> results = (await Client().SendAsync("+2", ["+1", "bad"], "text")).Value;

        Assert.Equal([true, false], results.Select(result => result.Successful));
        Assert.Equal((400, "Invalid To phone number format.", null), (results[1].HttpStatusCode, results[1].ErrorMessage, results[1].MessageId));
        JsonElement body = JsonDocument.Parse(_server.Requests[0].Body).RootElement;
        Assert.Equal(2, body.GetProperty("smsRecipients").EnumerateArray().Select(r => r.GetProperty("repeatabilityRequestId").GetString()).Distinct().Count());
        Assert.False(body.TryGetProperty("smsSendOptions", out _));
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalServerError")]
    [InlineData(401, "Denied")]
    public async Task Without_retries_a_refused_request_was_sent_once(int status, string code)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$$"""{"error":{"code":"{{{code}}}","message":"No."}}""");
        };

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client().SendAsync("+2", "+1", "text"));

        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
        Assert.Equal("7", failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out string? wait) ? wait : null);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_retry_repeats_the_same_attempt_and_is_signed_again()
    {
        int calls = 0;
        _server.Answer = context =>
        {
            if (++calls < 3)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            return AcceptedAsync(context, """{"to":"+1","messageId":"m","httpStatusCode":202,"successful":true}""");
        };
        var options = new SmsClientOptions { Retry = { MaxRetries = 3, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } };

        Assert.True((await new SmsClient(_server.ConnectionString, options).SendAsync("+2", "+1", "text")).Value.Successful);

        Assert.Equal(3, _server.Requests.Count);
        Assert.All(_server.Requests, request => Assert.True(request.IsSigned));
        Assert.Single(_server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public void The_methods_without_tasks_and_the_other_credentials_work()
    {
        Accept("""{"to":"+1","messageId":"m","httpStatusCode":202,"successful":true}""");

        var withKey = new SmsClient(new Uri(_server.Endpoint), new AzureKeyCredential(SmsServer.AccessKey));
        Assert.Equal("m", withKey.Send("+2", "+1", "text").Value.MessageId);
        Assert.Single(withKey.Send("+2", ["+1"], "text").Value);

        Assert.All(_server.Requests, request => Assert.True(request.IsSigned));
        Assert.Throws<ArgumentNullException>(() => new SmsClient(new Uri(_server.Endpoint), (TokenCredential)null!));
    }

    [Fact]
    public async Task A_request_that_cannot_be_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client().SendAsync("", "+1", "text"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client().SendAsync("+2", "", "text"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client().SendAsync("+2", Enumerable.Repeat("+1", 101), "text"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client().SendAsync("+2", [], "text"));
        Assert.Throws<InvalidOperationException>(() => new SmsClient("endpoint=https://x.communication.azure.com"));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void Results_for_tests_come_from_the_factory()
    {
        SmsSendResult result = SmsModelFactory.SmsSendResult("+1", "m", 202, successful: true, errorMessage: null);
        Assert.Equal(("+1", "m", 202, true), (result.To, result.MessageId, result.HttpStatusCode, result.Successful));
    }

    private SmsClient Client() => new(_server.ConnectionString, new SmsClientOptions { Retry = { MaxRetries = 0 } });

    private void Accept(params string[] results) => _server.Answer = context => AcceptedAsync(context, results);

    private static Task AcceptedAsync(HttpContext context, params string[] results)
    {
        context.Response.StatusCode = 202;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{\"value\":[{string.Join(',', results)}]}}");
    }
}
