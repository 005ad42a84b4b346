namespace Azure.Communication.Sms;

/// <summary>What is wanted besides the sending.</summary>
public class SmsSendOptions
{
    public SmsSendOptions(bool enableDeliveryReport) => EnableDeliveryReport = enableDeliveryReport;

    /// <summary>Whether an event tells what became of the message.</summary>
    public bool EnableDeliveryReport { get; }

    /// <summary>Comes back in the delivery report.</summary>
    public string? Tag { get; set; }
}
