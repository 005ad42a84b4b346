using Azure.Core;

namespace Azure.Communication.Sms;

/// <summary>How the client talks to the service. Where a message must not go out twice, set <c>Retry.MaxRetries = 0</c>.</summary>
public class SmsClientOptions : ClientOptions
{
    public SmsClientOptions(ServiceVersion version = ServiceVersion.V2021_03_07) =>
        ApiVersion = version switch
        {
            ServiceVersion.V2021_03_07 => "2021-03-07",
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };

    /// <summary>The versions of the service's contract.</summary>
    public enum ServiceVersion
    {
        V2021_03_07 = 1,
    }

    internal string ApiVersion { get; }
}
