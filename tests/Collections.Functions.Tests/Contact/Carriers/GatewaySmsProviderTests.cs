using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Carriers.Gateway;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>The HTTP gateway over a real socket: approved texts alone, signed, and each answer taken for what it makes certain. (R5.6)</summary>
public sealed class GatewaySmsProviderTests : IAsyncLifetime
{
    private static readonly string Tag = $"{new string('a', 32)}.{new string('b', 32)}.{new string('d', 32)}";

    private GatewayServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GatewayServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_approved_text_goes_by_its_id_with_its_parameters_signed()
    {
        var answer = await Provider().SendAsync(Message(), default);
        Assert.Equal(new ProviderAnswer(SendOutcome.Sent, "g-1"), answer);
        var (body, signed, nonce) = Assert.Single(_server.Requests);
        Assert.True(signed);
        Assert.Equal(32, nonce.Length);
        var sent = JsonDocument.Parse(body).RootElement;
        Assert.Equal((new string('a', 32), Tag, "+8619900000001"), (sent.GetProperty("requestId").GetString(), sent.GetProperty("tag").GetString(), sent.GetProperty("to").GetString()));
        Assert.Equal(("示例银行", "SMS_1001"), (sent.GetProperty("signName").GetString(), sent.GetProperty("templateId").GetString()));
        Assert.Equal(["5,000.00元", "2026年3月2日"], sent.GetProperty("parameters").EnumerateArray().Select(value => value.GetString()));
        Assert.DoesNotContain("逾期", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_call_has_a_nonce_of_its_own()
    {
        for (var i = 0; i < 3; i++) await Provider().SendAsync(Message(), default);
        Assert.Equal(3, _server.Requests.Select(request => request.Nonce).Distinct().Count());
    }

    [Theory]
    [InlineData("reminder", 1, "a", "zh-CN", GatewaySmsProvider.NotApproved)]
    [InlineData("reminder", 0, "b", "zh-CN", GatewaySmsProvider.NotApproved)]
    [InlineData("reminder", 0, "a", "en", GatewaySmsProvider.NotApproved)]
    [InlineData("thanks", 0, "a", "zh-CN", GatewaySmsProvider.ParameterMissing)]
    public async Task A_wording_that_nobody_approved_is_not_sent(string template, int version, string variant, string language, string error)
    {
        var answer = await Provider().SendAsync(Message(template, version, variant, language), default);
        Assert.Equal(new ProviderAnswer(SendOutcome.Failed, Error: error), answer);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(200, """{"result":"accepted","messageId":"g"}""", SendOutcome.Sent, null)]
    [InlineData(200, """{"result":"duplicate","messageId":"g"}""", SendOutcome.Sent, null)]
    [InlineData(200, """{"result":"rejected","code":"BLACKLIST"}""", SendOutcome.Failed, "BLACKLIST")]
    [InlineData(200, """{"result":"rejected","code":"王小明 13800001234"}""", SendOutcome.Failed, "rejected")]
    [InlineData(200, """{"result":"throttled","retryAfterSeconds":7}""", SendOutcome.Released, "http-429")]
    [InlineData(200, """{"result":"queued, perhaps"}""", SendOutcome.Unknown, "unknown-answer")]
    [InlineData(200, "<html>ok</html>", SendOutcome.Unknown, "unknown-answer")]
    [InlineData(200, "", SendOutcome.Unknown, "unknown-answer")]
    [InlineData(429, "", SendOutcome.Released, "http-429")]
    [InlineData(403, "", SendOutcome.Failed, "http-403")]
    [InlineData(408, "", SendOutcome.Unknown, "http-408")]
    [InlineData(302, "", SendOutcome.Unknown, "http-302")]
    [InlineData(500, "", SendOutcome.Unknown, "http-500")]
    public async Task Each_answer_means_what_it_makes_certain(int status, string body, SendOutcome outcome, string? error)
    {
        _server.Answer = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            if (status == 302) context.Response.Headers.Location = _server.Endpoint;
            if (status == 429) context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync(body);
        };
        var answer = await Provider().SendAsync(Message(), default);
        Assert.Equal((outcome, error), (answer.Outcome, answer.Error));
        if (outcome == SendOutcome.Released) Assert.Equal(TimeSpan.FromSeconds(7), answer.RetryAfter);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_unknown_and_one_that_nobody_took_is_a_failure()
    {
        _server.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal(SendOutcome.Unknown, (await Provider().SendAsync(Message(), default)).Outcome);
        var endpoint = _server.Endpoint;
        await _server.DisposeAsync();
        Assert.Equal(SendOutcome.Failed, (await Provider(endpoint).SendAsync(Message(), default)).Outcome);
    }

    [Fact]
    public async Task A_gateway_that_keeps_silent_for_too_long_leaves_it_unknown()
    {
        var silence = new TaskCompletionSource();
        var clock = new SuddenClock();
        _server.Answer = async _ =>
        {
            clock.Pass();
            await silence.Task;
        };
        var answer = await Provider(technical: clock).SendAsync(Message(), default);
        silence.SetResult();
        Assert.Equal(new ProviderAnswer(SendOutcome.Unknown, Error: "no-answer"), answer);
        Assert.Equal(TimeSpan.FromSeconds(20), clock.Patience);
    }

    [Fact]
    public void What_is_missing_is_named_before_anything_is_reserved() => Assert.Contains(
        "SmsGateway:AppId",
        Assert.Throws<InvalidOperationException>(() => Over(Settings.Of(("SmsGateway:Endpoint", "https://gateway.example.com"))).RequireSettings("DEMO")).Message,
        StringComparison.Ordinal);

    private static GatewaySmsProvider Over(Microsoft.Extensions.Configuration.IConfiguration settings, TimeProvider? technical = null) => new(
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), new CarrierSettings(settings, GatewaySmsProvider.Section), new ApprovedTemplates(settings),
        new SenderRates(TimeProvider.System), technical ?? TimeProvider.System);

    private static OutgoingMessage Message(string template = "reminder", int version = 0, string variant = "a", string language = "zh-CN") => new(
        Tag, Channel.Sms, "DEMO", "+8619900000001", "【示例银行】您的账户已逾期5,000.00元",
        Template: new TemplateUse(template, version, variant, language, new Dictionary<string, string> { ["overdue"] = "5,000.00元", ["date"] = "2026年3月2日" }));

    private GatewaySmsProvider Provider(string? endpoint = null, TimeProvider? technical = null) => Over(Settings.Of(
        ("SmsGateway:Endpoint", endpoint ?? _server.Endpoint), ("SmsGateway:AppId", "of-others"), ("SmsGateway:Secret", GatewayServer.Secret),
        ("SmsGateway:SignName", "示例银行"), ("SmsGateway:Institutions:DEMO:AppId", GatewayServer.AppId),
        ("SmsGateway:Templates:reminder-a:zh-CN:Id", "SMS_1001"), ("SmsGateway:Templates:reminder-a:zh-CN:Parameters", "overdue, date"),
        ("SmsGateway:Templates:thanks-a:zh-CN:Id", "SMS_1002"), ("SmsGateway:Templates:thanks-a:zh-CN:Parameters", "payLink")), technical);

    /// <summary>Its timers end when the test says so.</summary>
    private sealed class SuddenClock : TimeProvider
    {
        private readonly List<Action> timers = [];

        public TimeSpan Patience { get; private set; }

        public void Pass() => timers.ForEach(end => end());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Patience = dueTime;
            timers.Add(() => callback(state));
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
