using System.Text.Json;
using Azure;
using Azure.Communication.Email;
using Collections.Packages.Tests.Sms;
using Microsoft.AspNetCore.Http;

namespace Collections.Packages.Tests.Email;

public sealed class EmailClientTests : IAsyncLifetime
{
    private SmsServer _server = null!;

    private IHeaderDictionary? _headers;

    public async ValueTask InitializeAsync() => _server = await SmsServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_is_queued_signed_under_the_callers_id()
    {
        Accept("Running");
        var id = Guid.Parse("11112222-3333-4444-5555-666677778888");
        var message = new EmailMessage("bank@example.com", "debtor@example.com", new EmailContent("账户信息") { PlainText = "您好", Html = "<p>您好</p>" }) { UserEngagementTrackingDisabled = true };
        message.Headers["List-Unsubscribe"] = "<mailto:stop@example.com>";
        message.ReplyTo.Add(new EmailAddress("desk@example.com", "客服"));

        EmailSendOperation operation = await Client().SendAsync(WaitUntil.Started, message, id);

        Assert.Equal((id.ToString(), false, false, 202), (operation.Id, operation.HasCompleted, operation.HasValue, operation.GetRawResponse().Status));
        SmsRequest request = Assert.Single(_server.Requests);
        Assert.True(request.IsSigned);
        Assert.Equal(("POST", "/emails:send?api-version=2023-03-31"), (request.Method, request.Target));
        Assert.Equal(id.ToString(), _headers!["Operation-Id"]);
        Assert.True(Guid.TryParse(_headers["Repeatability-Request-ID"], out _));
        Assert.True(DateTimeOffset.TryParseExact(_headers["Repeatability-First-Sent"], "R", null, default, out _));
        JsonElement body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("bank@example.com", body.GetProperty("senderAddress").GetString());
        JsonElement content = body.GetProperty("content");
        Assert.Equal(("账户信息", "您好", "<p>您好</p>"), (content.GetProperty("subject").GetString(), content.GetProperty("plainText").GetString(), content.GetProperty("html").GetString()));
        Assert.Equal("debtor@example.com", Assert.Single(body.GetProperty("recipients").GetProperty("to").EnumerateArray()).GetProperty("address").GetString());
        Assert.Equal("客服", Assert.Single(body.GetProperty("replyTo").EnumerateArray()).GetProperty("displayName").GetString());
        Assert.Equal("<mailto:stop@example.com>", body.GetProperty("headers").GetProperty("List-Unsubscribe").GetString());
        Assert.True(body.GetProperty("userEngagementTrackingDisabled").GetBoolean());
    }

    [Fact]
    public async Task An_operation_is_asked_until_it_has_ended()
    {
        string status = "Running";
        Accept(() => status);
        EmailSendOperation operation = await Client().SendAsync(WaitUntil.Started, Message());
        await operation.UpdateStatusAsync();
        Assert.False(operation.HasCompleted);
        status = "Succeeded";
        Response<EmailSendResult> result = await operation.WaitForCompletionAsync();
        Assert.Equal(EmailSendStatus.Succeeded, result.Value.Status);
        Assert.Equal($"/emails/operations/{operation.Id}?api-version=2023-03-31", _server.Requests[^1].Target);
        Assert.Equal("GET", _server.Requests[^1].Method);
        Assert.True(_server.Requests.TrueForAll(request => request.IsSigned));
    }

    [Fact]
    public async Task An_operation_that_fails_has_completed_without_a_value()
    {
        Accept("Failed");
        EmailSendOperation operation = await Client().SendAsync(WaitUntil.Started, Message());
        Assert.Equal((true, false), (operation.HasCompleted, operation.HasValue));
        Assert.Throws<InvalidOperationException>(() => operation.Value);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task What_is_refused_throws_with_its_status_and_is_not_tried_again(int status)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("""{"error":{"code":"No","message":"no"}}""");
        };
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Client().SendAsync(WaitUntil.Started, Message()));
        Assert.Equal((status, "No"), (refused.Status, refused.ErrorCode));
        Assert.Equal("7", refused.GetRawResponse()!.Headers.TryGetValue("Retry-After", out string? wait) ? wait : null);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void Statuses_are_equal_whatever_their_case()
    {
        Assert.True(EmailSendStatus.Succeeded == "succeeded");
        Assert.True(EmailSendStatus.Failed != EmailSendStatus.Canceled);
        Assert.Equal("Running", EmailSendStatus.Running.ToString());
        Assert.Equal(EmailSendStatus.Succeeded, EmailModelFactory.EmailSendResult("1", EmailSendStatus.Succeeded).Status);
    }

    private static EmailMessage Message() => new("bank@example.com", "debtor@example.com", new EmailContent("subject") { PlainText = "text" });

    private EmailClient Client() => new(_server.ConnectionString, new EmailClientOptions(EmailClientOptions.ServiceVersion.V2023_03_31) { Retry = { MaxRetries = 0 } });

    private void Accept(string status) => Accept(() => status);

    private void Accept(Func<string> status) => _server.Answer = context =>
    {
        if (context.Request.Method == "POST") _headers = new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value));
        string id = _headers!["Operation-Id"].ToString();
        context.Response.StatusCode = context.Request.Method == "POST" ? 202 : 200;
        return context.Response.WriteAsync($$"""{"id":"{{id}}","status":"{{status()}}"}""");
    };
}
