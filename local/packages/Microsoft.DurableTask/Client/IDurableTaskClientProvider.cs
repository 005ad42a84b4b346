namespace Microsoft.DurableTask.Client;

/// <summary>Hands out the client of a name.</summary>
public interface IDurableTaskClientProvider
{
    DurableTaskClient GetClient(string? name = null);
}
