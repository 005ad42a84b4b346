using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Http;

/// <summary>The whole app on a real socket, in memory, at a virtual Monday noon, with one case that tests put where they need it.</summary>
public sealed class PeopleApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(15, 30));

    private PeopleApp(LocalHost host) => Host = host;

    public LocalHost Host { get; }

    public static async Task<PeopleApp> StartAsync(Action<LocalHostOptions>? configure = null) => new(await LocalHost.StartAsync(options =>
    {
        options.Assemblies.Add(typeof(CollectionsApp).Assembly);
        options.Configure = CollectionsApp.Configure;
        options.Clock = HostClock.Virtual(Noon);
        options.LogLevel = LogLevel.None;
        options.Settings["Identity:Secret"] = Convert.ToBase64String("a secret for tests only"u8);
        configure?.Invoke(options);
    }));

    /// <summary>Adds a test's own HTTP functions as if they were the app's.</summary>
    public static void AddFunctions(LocalHostOptions options, Type type)
    {
        options.FunctionTypes.Add(type);
        options.ConfigureServices = services => services.AddSingleton(new EndpointAccess(EndpointAccess.OfApp.Functions.Concat(EndpointAccess.HttpFunctions([type]))));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Opens the case and records facts on it, without letting its orchestration run.</summary>
    public async Task<CaseState> GivenAsync(CaseOpened opened, params Fact[] facts)
    {
        var streams = Host.Services.GetRequiredService<ICaseStreams>();
        var head = await streams.AppendAsync(opened.Key, null, "open", "system", [opened], default);
        await Host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(opened.Debtor, new DebtorProfile
        {
            Name = "王小明",
            Phones = [new DebtorPhone("13800001234", PhoneKind.Mobile)],
            Address = "上海市某路1号",
            Language = "zh-CN",
            Region = "310000",
        }, default);
        foreach (var fact in facts) head = await streams.AppendAsync(opened.Key, head, $"given-{head.State.Version}", "system", [fact], default);
        return head.State;
    }

    public async Task<CaseState> CaseAsync() => (await Host.Services.GetRequiredService<ICaseStreams>().LoadAsync(Given.Key, default))!.State;

    public async Task<IReadOnlyList<StoredFact>> FactsAsync() =>
        await Host.Services.GetRequiredService<ICaseStreams>().ReadAsync(Given.Key, 1, (await CaseAsync()).Version, default);

    public Task<Answer> GetAsync(string address, string person, params string[] roles) => SendAsync(HttpMethod.Get, address, Host.IssueToken(person, roles));

    public Task<Answer> PostAsync(string address, string body, string person, params string[] roles) => SendAsync(HttpMethod.Post, address, Host.IssueToken(person, roles), body);

    /// <param name="token">Null: nobody is signed in.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string address, string? token, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers.RetryAfter?.ToString());
    }
}

public sealed record Answer(HttpStatusCode Status, string? ContentType, string Text, string? RetryAfter = null)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The problem's code; null if it is no problem.</summary>
    public string? Problem => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, CollectionsJson.Options)!;

    public void IsRefused(int status, string code) => Assert.Equal((status, code), ((int)Status, Problem));

    public Answer IsOk()
    {
        Assert.True(Status == HttpStatusCode.OK, Text);
        return this;
    }
}
