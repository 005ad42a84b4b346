namespace Collections.Local.Host.Storage.InMemory;

/// <summary>
/// Why a service refuses a request: the status and code that Azure documents. A value rather than an exception, since a row
/// that is not there is an everyday answer.
/// </summary>
internal sealed record StorageError(int Status, string Reason, string Code, string Message);
