using System.Text.Json;
using Collections.Local.Durable;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Host.Inside;

/// <summary>An event for an instance.</summary>
/// <param name="Name">Without regard to case.</param>
/// <param name="Payload">JSON; empty for none.</param>
internal sealed record EventToRaise(string? Name, string? Payload);

/// <summary>Why, for whoever reads the history.</summary>
internal sealed record Reason(string? Text);

/// <summary>How an instance is to end.</summary>
/// <param name="Output">JSON that becomes the instance's output; empty for none.</param>
/// <param name="Recursive">The instances that it has called end too.</param>
internal sealed record Termination(string? Output, bool Recursive);

/// <summary>What a person may do to an instance. It goes through the client that the app uses, which refuses what it refuses there.</summary>
internal sealed class InstanceControls(HostInspector inspector, DurableTaskClient client, ClockMode clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task RaiseAsync(string id, EventToRaise raised) => client.RaiseEventAsync(id, raised.Name?.Trim() ?? "", Json(raised.Payload));

    public Task SuspendAsync(string id, Reason reason) => client.SuspendInstanceAsync(id, Text(reason.Text));

    public Task ResumeAsync(string id, Reason reason) => client.ResumeInstanceAsync(id, Text(reason.Text));

    public Task TerminateAsync(string id, Termination end) =>
        client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Json(end.Output), end.Recursive));

    /// <summary>Starts the instance anew with what it was started with last. One that has not ended is terminated first.</summary>
    public async Task RestartAsync(string id)
    {
        if (!inspector.Find(id).IsFinished)
            await EndAsync(id);
        await client.RestartAsync(id);
    }

    public async Task PurgeAsync(string id)
    {
        if (!inspector.Find(id).IsFinished)
            throw Refusal.Conflict("Only an instance that has ended is purged. Terminate it first.");
        await client.PurgeInstanceAsync(id);
    }

    private async Task EndAsync(string id)
    {
        if (clock == ClockMode.Virtual)
            throw Refusal.Conflict("In virtual time nothing ends until the clock is moved. Terminate the instance, let the host run, and restart it then.");
        await client.TerminateInstanceAsync(id);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await client.WaitForInstanceCompletionAsync(id, patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw Refusal.Conflict($"The instance has been told to end and has not within {Patience.TotalSeconds:0} seconds. Restart it when it has.");
        }
    }

    private static object? Json(string? text) => string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize<JsonElement>(text);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
