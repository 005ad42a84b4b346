using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

public sealed partial class InProcessBroker
{
    /// <summary>
    /// Gives a dead letter another chance: back into the queue or subscription that gave it up, as a message that was never delivered. Other
    /// subscriptions of its topic do not get it again, and duplicate detection does not see it.
    /// </summary>
    /// <param name="entity">Path of the dead-letter queue.</param>
    /// <param name="sequence">The message's number, which it keeps.</param>
    /// <exception cref="ServiceBusException">There is no such dead letter, or a receiver owns it.</exception>
    public async Task ResendAsync(string entity, long sequence)
    {
        BrokerQueue target;
        BrokerEntry letter;
        BrokerEntry message;
        lock (gate)
        {
            letter = (EntityPath.IsDeadLetters(entity) ? queues.GetValueOrDefault(entity)?.TryTake(sequence) : null) ?? throw new ServiceBusException(
                $"There is no dead letter {sequence} here that nobody has received.", ServiceBusFailureReason.MessageNotFound, entity);
            target = QueueOf(EntityPath.OwnerOfDeadLetters(entity));
            message = new BrokerEntry(letter.Sequence, letter.Content.Revived(), business.GetUtcNow());
        }

        try
        {
            await store.CommitAsync([new BrokerChange.Removed(entity, sequence), new BrokerChange.Stored(target.Path, message)]);
        }
        catch
        {
            lock (gate)
            {
                queues[entity].Add(letter);
            }

            throw;
        }

        // Seen by receivers once it is stored, as any message.
        lock (gate)
        {
            target.Add(message);
        }
    }
}
