using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Bench.Chaos;

/// <summary>
/// Those who use the host over HTTP while it is killed: each call is repeated, with its key, until it is answered. What was answered is kept.
/// </summary>
internal sealed class People(ChaosBank bank, int seed) : IDisposable
{
    private const string Name = "chaos-ana";

    private static readonly string[] PeopleRoles = [Roles.Collector, Roles.Supervisor, Roles.Legal];

    private static readonly string[] Lines = ["calls-first", "calls-second", "calls-field"];

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(15) };

    private readonly Random random = new(seed);

    private readonly Lock sync = new();

    private readonly List<AnsweredCommand> answered = [];

    private int keys;

    private long repeats;

    /// <summary>Where the host is at present; null while there is none.</summary>
    public Uri? Address { get; set; }

    /// <summary>Calls that got no answer and were repeated.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    public IReadOnlyList<AnsweredCommand> Answered
    {
        get
        {
            lock (sync) return [.. answered];
        }
    }

    /// <summary>Works until it is cancelled, and until the last call is answered.</summary>
    public Task WorkAsync(CancellationToken stopping) => Task.WhenAll(
        RepeatAsync(PromiseAsync, 600, stopping), RepeatAsync(CallAsync, 400, stopping), RepeatAsync(DecideAsync, 600, stopping), RepeatAsync(PayAsync, 6_000, stopping));

    public void Dispose() => http.Dispose();

    private async Task RepeatAsync(Func<CancellationToken, Task> act, int mostPause, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await act(CancellationToken.None);
            await Task.Delay(Next(mostPause), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PromiseAsync(CancellationToken cancellation)
    {
        if (await WorkAsync(AnyLine(), cancellation) is not { } item) return;

        // No two promises are of the same amount: each that is taken leaves a fact of its own.
        var amount = 1m + (Interlocked.Increment(ref keys) / 100m);
        var due = (await TodayAsync(cancellation)).AddDays(Next(6));
        await PostAsync($"cases/{item["case"]}/promises", new { amount = new Money(amount, "CNY").ToString(), due, method = "app" }, cancellation);
    }

    private async Task CallAsync(CancellationToken cancellation)
    {
        if (await WorkAsync(AnyLine(), cancellation) is not { } item) return;
        var granted = await PostAsync($"cases/{item["case"]}/contacts", new { channel = "Call" }, cancellation);
        if (granted?["contact"] is { } contact)
            await PostAsync($"cases/{item["case"]}/contacts/{contact}/result", new { outcome = "RightPartyNoResult", durationSeconds = 30 + Next(60) }, cancellation);
    }

    private async Task DecideAsync(CancellationToken cancellation)
    {
        foreach (var role in (string[])[Roles.Supervisor, Roles.Legal])
        {
            if (await WorkAsync($"approvals-{role}", cancellation) is { } item)
                await PostAsync($"cases/{item["case"]}/approvals/{item["id"]}/decision", new { verdict = "Approve", role }, cancellation);
        }
    }

    private async Task PayAsync(CancellationToken cancellation)
    {
        if (bank.PayByBus(await TodayAsync(cancellation)) is not { } payment) return;
        await UntilAnsweredAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"{ChaosHost.BusPath}{PaymentMessages.Queue}?id={payment.PaymentId}")
            {
                Content = JsonContent.Create(payment, options: CollectionsJson.Options),
            },
            cancellation);
    }

    private string AnyLine() => Lines[Next(Lines.Length)];

    private async Task<JsonNode?> WorkAsync(string queue, CancellationToken cancellation)
    {
        var (_, page) = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, $"api/worklist?queue={queue}&take=50"), cancellation);
        return page?["items"]?.AsArray() is { Count: > 0 } items ? items[Next(items.Count)] : null;
    }

    private async Task<DateOnly> TodayAsync(CancellationToken cancellation)
    {
        var (_, health) = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, "api/health"), cancellation);
        return BusinessTime.DayOf(health!["businessTime"]!.GetValue<DateTimeOffset>());
    }

    private async Task<JsonNode?> PostAsync(string path, object body, CancellationToken cancellation)
    {
        var key = $"chaos-{Interlocked.Increment(ref keys)}";
        var (status, answer) = await UntilAnsweredAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"api/{path}")
            {
                Headers = { { Requests.IdempotencyKey, key } },
                Content = JsonContent.Create(body, options: CollectionsJson.Options),
            },
            cancellation);
        var words = path.Split('/');

        // A contact is reported once, whoever says so.
        var command = words[^1] == "result" ? $"{words[3]}-reported" : CommandOf($"/api/{path}", key);
        lock (sync) answered.Add(new AnsweredCommand(new CaseKey(words[1]), words[^1], command, (int)status));
        return (int)status < 300 ? answer : null;
    }

    /// <summary>A lost connection and a service that is away are no answers.</summary>
    private async Task<(HttpStatusCode Status, JsonNode? Body)> UntilAnsweredAsync(Func<HttpRequestMessage> ask, CancellationToken cancellation)
    {
        string? token = null;
        while (true)
        {
            if (Address is { } address)
            {
                try
                {
                    token ??= await http.GetStringAsync(new Uri(address, $"host/token?name={Name}&roles={string.Join(',', PeopleRoles)}"), cancellation);
                    using var request = ask();
                    request.RequestUri = new Uri(address, request.RequestUri!);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var response = await http.SendAsync(request, cancellation);
                    var text = await response.Content.ReadAsStringAsync(cancellation);
                    if ((int)response.StatusCode is < 500 and not (408 or 429)) return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
                }
                catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
                {
                    // The host is gone, or going.
                }

                Interlocked.Increment(ref repeats);
            }

            await Task.Delay(Again, cancellation);
        }
    }

    /// <summary>The command that a POST with a key stands for, as the app derives it.</summary>
    private static string CommandOf(string path, string key)
    {
        var text = $"{Name}\u001fPOST\u001f{path.ToLowerInvariant()}\u001fkey\u001f{key}";
        return $"http-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";
    }

    private int Next(int most)
    {
        lock (sync) return random.Next(most);
    }
}

/// <summary>A command over HTTP that was answered in the end.</summary>
/// <param name="Kind">The last word of its path.</param>
/// <param name="Command">Id under which the case records it.</param>
internal sealed record AnsweredCommand(CaseKey Case, string Kind, string Command, int Status)
{
    public bool IsTaken => Status < 300;
}
