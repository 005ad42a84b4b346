namespace Collections.Local.Host.Storage.InMemory;

/// <summary>A storage service behind its REST protocol. Thread-safe; an answer is complete when it returns.</summary>
internal interface IStorageService
{
    /// <param name="body">Valid during the call only.</param>
    InMemoryResponse Answer(InMemoryRequest request, ReadOnlySpan<byte> body);
}
