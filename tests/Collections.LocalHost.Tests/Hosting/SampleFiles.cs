using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Blob functions in the shapes that apps use.</summary>
public sealed class SampleFiles(Log log)
{
    [Function("Import")]
    public async Task Import(
        [BlobTrigger("exports/{institution}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        string institution,
        string name,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var content = (await blob.DownloadContentAsync(cancellation)).Value.Content.ToString();
        log.Add($"import {institution} {name} {content} retry {context.RetryContext.RetryCount}");
        if (content == "bad" || (content == "flaky" && context.RetryContext.RetryCount < 2))
            throw new InvalidDataException(content);
    }

    [Function("Read")]
    public void Read([BlobTrigger("letters/{name}.txt")] string content, string name, [BlobInput("names/{name}")] BinaryData fullName) =>
        log.Add($"letter {name} {content} {fullName}");

    [Function("Download")]
    public static async Task<IResult> Download(
        [HttpTrigger("get", Route = "letters/{name}")] HttpRequest request, string name, [BlobInput("letters/{name}.txt")] Stream content)
    {
        using var reader = new StreamReader(content);
        return Results.Text($"{name}: {await reader.ReadToEndAsync(request.HttpContext.RequestAborted)}");
    }
}
