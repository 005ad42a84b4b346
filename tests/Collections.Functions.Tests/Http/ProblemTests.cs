using System.Net;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Http;

/// <summary>Refusals tell what to do, and nothing else. (RFC 9457)</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    private readonly CapturedLog log = new();

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options =>
    {
        PeopleApp.AddFunctions(options, typeof(Breaking));
        options.LogLevel = LogLevel.Warning;
        options.ConfigureLogging = logging => logging.ClearProviders().AddProvider(log);
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("GET", "api/nothing/here")]
    [InlineData("POST", "api/worklist")]
    [InlineData("DELETE", "api/cases/0123456789abcdef0123456789abcdef")]
    public async Task What_does_not_exist_is_a_problem_too(string method, string address)
    {
        var answer = await app.SendAsync(new HttpMethod(method), address, null);
        answer.IsRefused(404, "no-such-route");
        Assert.Equal("urn:collections:problem:no-such-route", (string?)answer.Json["type"]);
        Assert.Equal(404, (int)answer.Json["status"]!);
        Assert.NotEmpty((string)answer.Json["title"]!);
        Assert.NotEmpty((string)answer.Json["detail"]!);
        Assert.StartsWith("urn:trace:", (string)answer.Json["instance"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"amount\":\"王小明\",\"due\":\"2026-03-06\",\"method\":\"app\"}")]
    [InlineData("{\"amount\":\"1.00 CNY\",\"due\":\"王小明\",\"method\":\"app\"}")]
    [InlineData("{\"amount\":\"1.00 CNY\",\"due\":\"2026-03-06\",\"method\":\"app\",\"王小明\":1}")]
    [InlineData("{\"amount\":\"1.00 CNY\",\"due\":\"2026-03-06\"")]
    [InlineData("王小明")]
    public async Task A_body_that_does_not_fit_is_not_quoted(string body)
    {
        await app.GivenAsync(Given.Opening(60));
        var answer = await app.PostAsync($"api/cases/{Given.Key.Value}/promises", body, "ana", Roles.Collector);
        answer.IsRefused(400, "invalid-json");
        Assert.DoesNotContain("王小明", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_json_is_refused()
    {
        var address = $"api/cases/{Given.Key.Value}/promises";
        (await app.PostAsync(address, new string(' ', 70_000), "ana", Roles.Collector)).IsRefused(413, "too-large");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("amount=1") };
        request.Headers.Authorization = new("Bearer", app.Host.IssueToken("ana", Roles.Collector));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await app.Host.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_failure_tells_nothing_of_itself_but_where_the_log_has_it()
    {
        var answer = await app.SendAsync(HttpMethod.Get, "api/breaking", null);
        answer.IsRefused(500, "unexpected");
        Assert.DoesNotContain("13800001234", answer.Text, StringComparison.Ordinal);
        var line = Assert.Single(log.Lines, line => line.Contains("Breaking", StringComparison.Ordinal));
        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains(((string)answer.Json["instance"]!)["urn:trace:".Length..], line, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, logged => logged.Contains("13800001234", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("storage.busy=1")]
    [InlineData("storage.lost=1")]
    public async Task A_service_that_is_away_is_no_failure_of_the_request_and_says_when_to_come_again(string faults)
    {
        await using var away = await PeopleApp.StartAsync(options => options.Settings["Faults"] = faults);
        var answer = await away.GetAsync($"api/cases/{Given.Key.Value}", "ana", Roles.Collector);
        answer.IsRefused(503, "unavailable");
        Assert.Equal("5", answer.RetryAfter);
        (await away.SendAsync(HttpMethod.Get, "api/health", null)).IsOk();
    }

    [Fact]
    public async Task Health_answers_anybody()
    {
        var answer = (await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk();
        Assert.Equal(PeopleApp.Noon, answer.Read<HealthAnswer>().BusinessTime);
    }

    [Fact]
    public async Task Health_warns_of_a_year_that_the_calendar_does_not_have_before_it_begins()
    {
        await app.Host.Services.GetRequiredService<InstitutionState>().AdvanceAsync("DEMO", ExportKind.Delinquency, new DateOnly(2026, 2, 28), default);
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>().Warnings);
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 11, 16), new TimeOnly(23, 0)));
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>().Warnings);
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 11, 17), new TimeOnly(0, 0)));
        var answer = (await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>();
        Assert.Equal(("warnings", "calendar-year-missing: cn 2027"), (answer.Status, Assert.Single(answer.Warnings)));
    }

    [Fact]
    public async Task Health_names_a_part_that_cannot_answer_and_asks_the_others()
    {
        await using var broken = await PeopleApp.StartAsync(options => options.ConfigureServices = services => services.AddSingleton<IHealthWarnings, Broken>());
        var answer = (await broken.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>();
        Assert.Equal(("warnings", "unusable: Broken"), (answer.Status, Assert.Single(answer.Warnings)));
    }

    [Fact]
    public async Task Health_names_template_and_language_of_which_the_gateway_has_not_approved_every_wording()
    {
        await using var gated = await PeopleApp.StartAsync(options =>
        {
            options.Settings["Carriers:Sms"] = "gateway";
            foreach (var variant in TemplateCatalog.Shipped.Find("negotiation")!.Variants.Keys) options.Settings[$"SmsGateway:Templates:negotiation-{variant}:zh-CN:Id"] = $"N{variant}";
            options.Settings["SmsGateway:Templates:reminder-a:zh-CN:Id"] = "R1";
        });
        await gated.Host.Services.GetRequiredService<InstitutionState>().AdvanceAsync("DEMO", ExportKind.Delinquency, new DateOnly(2026, 2, 28), default);
        var warnings = (await gated.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>().Warnings;
        Assert.Contains("template-not-approved: DEMO reminder zh-CN", warnings);
        Assert.Contains("template-not-approved: DEMO negotiation en", warnings);
        Assert.DoesNotContain("template-not-approved: DEMO negotiation zh-CN", warnings);
    }

    private sealed class Broken : IHealthWarnings
    {
        public Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation) => throw new InvalidOperationException("a pack that cannot be read");
    }

    public sealed class Breaking
    {
        [Function("Breaking")]
        [Anonymous("A test's function that fails with personal data in its message.")]
        public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "breaking")] HttpRequest request) =>
            throw new InvalidOperationException("13800001234");
    }

    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
