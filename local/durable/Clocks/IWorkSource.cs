namespace Collections.Local.Durable;

/// <summary>Something that has work at points in time. In virtual time the host runs all sources, one item at a time, in order of their due times.</summary>
public interface IWorkSource
{
    /// <summary>Now if an item is ready, otherwise when the next one will be, or null if nothing is planned.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Runs one item that is due. False means that there was none.</summary>
    Task<bool> RunOneAsync(CancellationToken cancellation);
}
