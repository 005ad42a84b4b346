namespace Collections.Local.Host.Sms;

/// <summary>How the inbox plays the telephone network.</summary>
public sealed record SmsInboxOptions
{
    /// <summary>The key that callers sign with, base64; one is made for this process when not set.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Business time between taking a message and its delivery report.</summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How far a signature's date may be from the technical clock.</summary>
    public TimeSpan SignatureTolerance { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The rules at the start; more come over HTTP and last as long as the process.</summary>
    public IReadOnlyList<SmsRule> Rules { get; init; } = [];
}
