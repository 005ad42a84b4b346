using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication;

/// <summary>Signs method, address, date, host and the body's hash with the resource's access key.</summary>
internal sealed class HmacPolicy(AzureKeyCredential key) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Sign(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Sign(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    private void Sign(Request request)
    {
        Uri uri = request.Uri.ToUri();
        string hash = Convert.ToBase64String(SHA256.HashData(BodyOf(request)));
        string date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        string text = $"{request.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{hash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key.Key), Encoding.UTF8.GetBytes(text)));
        request.Headers.SetValue("x-ms-content-sha256", hash);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    private static byte[] BodyOf(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        return body.ToArray();
    }
}
