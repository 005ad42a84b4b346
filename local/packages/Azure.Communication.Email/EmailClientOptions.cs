using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>How the client talks to the service. Where a message must not go out twice, set <c>Retry.MaxRetries = 0</c>.</summary>
public class EmailClientOptions : ClientOptions
{
    public EmailClientOptions(ServiceVersion version = ServiceVersion.V2023_03_31) =>
        ApiVersion = version switch
        {
            ServiceVersion.V2023_03_31 => "2023-03-31",
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };

    /// <summary>The versions of the service's contract.</summary>
    public enum ServiceVersion
    {
        V2023_03_31 = 3,
    }

    internal string ApiVersion { get; }
}
