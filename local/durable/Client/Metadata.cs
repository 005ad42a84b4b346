using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>Instances in the form that the client hands out; without a converter they come without payloads.</summary>
internal static class Metadata
{
    public static OrchestrationMetadata Of(InstanceState state, DataConverter? payloads) => new(state.Name, state.InstanceId)
    {
        RuntimeStatus = state.Status,
        CreatedAt = state.CreatedAt,
        LastUpdatedAt = state.LastUpdatedAt,
        Tags = state.Tags,
        DataConverter = payloads,
        SerializedInput = payloads is null ? null : state.Input,
        SerializedOutput = payloads is null ? null : state.Output,
        SerializedCustomStatus = payloads is null ? null : state.CustomStatus,
        FailureDetails = payloads is null || state.Failure is null ? null : Failures.Public(state.Failure),
    };
}
