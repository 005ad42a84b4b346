using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Signs a request with the account's key by the scheme SharedKeyLite for tables: date and resource.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    private Second _now = new(0, "");

    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        string date = Date();
        request.Headers.SetValue("x-ms-date", date);
        string signature = credential.Sign($"{date}\n/{credential.AccountName}{request.Uri.Path}");
        request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    // The header is exact to the second, so its text is made once a second.
    private string Date()
    {
        long second = DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond;
        Second now = _now;
        if (now.Number == second)
            return now.Text;
        string text = new DateTime(second * TimeSpan.TicksPerSecond, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture);
        _now = new Second(second, text);
        return text;
    }

    private sealed record Second(long Number, string Text);
}
