namespace Grpc.Core;

/// <summary>The outcome of a call: a code and a sentence.</summary>
public struct Status
{
    public Status(StatusCode statusCode, string detail)
    {
        StatusCode = statusCode;
        Detail = detail;
    }

    public StatusCode StatusCode { get; }

    public string Detail { get; }

    public override readonly string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";
}
