using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>An instance as it stood when it was asked about. Payloads are there only if they were asked for.</summary>
public sealed class OrchestrationMetadata
{
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public T? ReadInputAs<T>() => Converter("input data").Deserialize<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Converter("output data").Deserialize<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Converter("input and output data").Deserialize<T>(SerializedCustomStatus);

    public override string ToString()
    {
        var text = new StringBuilder(
            $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}");
        if (SerializedInput is not null)
            text.Append(", Input: '").Append(Trimmed(SerializedInput)).Append('\'');
        if (SerializedOutput is not null)
            text.Append(", Output: '").Append(Trimmed(SerializedOutput)).Append('\'');
        if (FailureDetails is not null)
            text.Append(", FailureDetails: '").Append(FailureDetails.ErrorType).Append(" - ").Append(Trimmed(FailureDetails.ErrorMessage)).Append('\'');
        return text.Append(']').ToString();
    }

    private DataConverter Converter(string data, [CallerMemberName] string method = "") => DataConverter
        ?? throw new InvalidOperationException(
            $"The {method} method can only be used on {nameof(OrchestrationMetadata)} objects that are fetched with the option to include {data}.");

    private static string Trimmed(string payload) => payload.Length > 50 ? payload[..50] + "..." : payload;
}
