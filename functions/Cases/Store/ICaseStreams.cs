using Azure;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Store;

/// <summary>The store of case streams. <see cref="AppendAsync"/> is the only way a case changes. (Invariant "Append".)</summary>
public interface ICaseStreams
{
    Task<CaseHead?> LoadAsync(CaseKey key, CancellationToken cancellation);

    /// <summary>
    /// Appends facts after the version that <paramref name="head"/> was read at (null: the stream must not exist yet), together with the folded
    /// state, the outbox and the command. A command that is already recorded changes nothing and returns the present head.
    /// Throws <see cref="StreamConflictException"/> when the stream has moved on: load and decide again.
    /// </summary>
    /// <param name="command">Id of the command, derived from what caused it, so that a retry records nothing twice.</param>
    /// <param name="by"><c>system</c>, or a person's id with the role acted in.</param>
    Task<CaseHead> AppendAsync(CaseKey key, CaseHead? head, string command, string by, IReadOnlyList<Fact> facts, CancellationToken cancellation);

    /// <summary>
    /// Moves a case's wake to another time without a fact: the case looked and decided to wait on, or for nothing. Nothing happens when somebody else has appended
    /// meanwhile: that append has set its own.
    /// </summary>
    /// <param name="due">Null: it is not due any more.</param>
    Task RearmAsync(CaseHead head, DateTimeOffset? due, CancellationToken cancellation);

    /// <summary>Whether a command is recorded on a case.</summary>
    Task<bool> IsRecordedAsync(CaseKey key, string command, CancellationToken cancellation);

    /// <summary>Facts by sequence, both ends included; point reads, since sequences are dense.</summary>
    Task<IReadOnlyList<StoredFact>> ReadAsync(CaseKey key, long from, long to, CancellationToken cancellation);

    /// <summary>The same as the stored bytes, with the chain's hashes.</summary>
    Task<IReadOnlyList<StoredRow>> ReadRowsAsync(CaseKey key, long from, long to, CancellationToken cancellation);
}

/// <summary>A case as it stands: the folded state, and what the next append needs.</summary>
/// <param name="Hash">Of the last fact: the chain's end.</param>
/// <param name="Due">When the case is to be looked at next; null when it is not due at all.</param>
/// <param name="Unsent">Version of an append whose messages may not be sent yet; null when it is known that all are.</param>
public sealed record CaseHead(CaseState State, ETag Version, byte[] Hash, DateTimeOffset? Due, long? Unsent = null)
{
    /// <summary>Partition of the row in table <c>Wakes</c> under which the case will be looked at, if any.</summary>
    public string? Wake => Due is { } due ? Wakes.PartitionOf(State.Key, due) : null;
}

/// <summary>The stream has moved on since it was read.</summary>
public sealed class StreamConflictException : Exception
{
    public StreamConflictException(CaseKey key) : base($"Case {key} has changed in the meantime.")
    {
    }
}
