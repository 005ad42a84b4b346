using Microsoft.DurableTask.Client;

namespace Collections.Functions.Platform;

/// <summary>
/// The durable client of this process. The Functions worker hands one to functions that bind it and none to its container, so whoever is given one
/// leaves it here for the services behind it. Until then nobody is woken at once: facts are stored first, and the sweeper comes by.
/// </summary>
/// <param name="client">The client, where the host has it in its container.</param>
public sealed class DurableClients(DurableTaskClient? client = null)
{
    private volatile DurableTaskClient? current = client;

    public DurableTaskClient? Current => current;

    public void Use(DurableTaskClient bound) => current = bound;
}
