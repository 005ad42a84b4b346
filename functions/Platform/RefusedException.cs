namespace Collections.Functions.Platform;

/// <summary>
/// A request that may not be carried out, with the reason for the person who made it; becomes problem details (RFC 9457). Holds no personal data.
/// </summary>
/// <param name="status">HTTP status: 403, 404, 409, 422; 503 when a service is away.</param>
/// <param name="code">Short stable code, e.g. <c>approval-by-proposer</c>; last part of the problem's type.</param>
/// <param name="detail">What was wrong and what to do.</param>
/// <param name="extensions">More members of the problem details, e.g. <c>until</c>.</param>
public sealed class RefusedException(int status, string code, string detail, IReadOnlyDictionary<string, object?>? extensions = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?> Extensions { get; } = extensions ?? new Dictionary<string, object?>();

    public static RefusedException NotFound(string what) => new(404, "not-found", $"There is no such {what}.");
}
