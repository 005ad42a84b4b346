using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Collections.Local.Host.Storage.InMemory;
using Collections.Local.Host.Storage.InMemory.Blobs;
using Collections.Local.Host.Storage.InMemory.Tables;

namespace Collections.Local.Host.Faults;

/// <summary>
/// Makes single tries of storage calls fail, whatever storage is behind them. It stands in the transport's place, below the client's retries and
/// whatever else a pipeline makes of an answer.
/// </summary>
/// <param name="isTable">Of the Table service, which words its errors otherwise than the Blob service.</param>
internal sealed class FaultyTransport(HttpPipelineTransport inner, FaultPlan plan, bool isTable) : HttpPipelineTransport
{
    /// <param name="quickly">Retries wait for nothing: virtual time stands still meanwhile.</param>
    public static void Under(ClientOptions options, FaultPlan plan, bool isTable, bool quickly)
    {
        options.Transport = new FaultyTransport(options.Transport, plan, isTable);
        if (!quickly) return;
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
    }

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        var fault = plan.Next(FaultPoint.Storage);
        if (fault == FaultKind.StorageSlow) Thread.Sleep(plan.Slow);
        if (Refuse(fault, message)) return;
        inner.Process(message);
        Spoil(fault, message);
    }

    public override ValueTask ProcessAsync(HttpMessage message) =>
        plan.Next(FaultPoint.Storage) is { } fault ? ProcessAsync(fault, message) : inner.ProcessAsync(message);

    private async ValueTask ProcessAsync(FaultKind fault, HttpMessage message)
    {
        if (fault == FaultKind.StorageSlow) await plan.SlowAsync(message.CancellationToken).ConfigureAwait(false);
        if (Refuse(fault, message)) return;
        await inner.ProcessAsync(message).ConfigureAwait(false);
        Spoil(fault, message);
    }

    /// <summary>Fails before anything is done.</summary>
    private bool Refuse(FaultKind? fault, HttpMessage message)
    {
        switch (fault)
        {
            case FaultKind.StorageBusy:
                Answer(message, new StorageError(503, "Server Busy", "ServerBusy", "The server is busy."));
                return true;
            case FaultKind.StorageError:
                Answer(message, new StorageError(500, "Internal Server Error", "InternalError", "Server encountered an internal error. Please try again after some time."));
                return true;
            case FaultKind.StorageThrottle:
                Answer(message, new StorageError(429, "Too Many Requests", "TooManyRequests", "Too many requests."))
                    .With("Retry-After", Math.Ceiling(plan.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture));
                return true;
            case FaultKind.StorageReset:
                throw Broken("The connection broke before the request was taken.");
            default:
                return false;
        }
    }

    /// <summary>Takes away the answer to what has been done.</summary>
    private void Spoil(FaultKind? fault, HttpMessage message)
    {
        if (fault is not (FaultKind.StorageAfter or FaultKind.StorageLost)) return;
        message.Response.Dispose();
        if (fault == FaultKind.StorageLost) throw Broken("The connection broke before the answer came.");
        Answer(message, new StorageError(500, "Operation Timed Out", "OperationTimedOut", "The operation could not be completed within the permitted time."));
    }

    private InMemoryResponse Answer(HttpMessage message, StorageError error)
    {
        var response = isTable ? TableReplies.Failure(error) : BlobReplies.Failure(error, withBody: message.Request.Method != RequestMethod.Head);
        response.ClientRequestId = message.Request.ClientRequestId;
        message.Response = response;
        return response;
    }

    /// <summary>As the transport over sockets reports it.</summary>
    private static RequestFailedException Broken(string what) => new(
        what, new HttpRequestException(HttpRequestError.ResponseEnded, what, new IOException(what, new SocketException((int)SocketError.ConnectionReset))));
}
