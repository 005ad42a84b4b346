namespace Grpc.Core;

/// <summary>What a call to the Functions host answers when it refuses: the durable client of the worker speaks gRPC with it.</summary>
public class RpcException : Exception
{
    public RpcException(Status status)
        : this(status, status.ToString())
    {
    }

    public RpcException(Status status, string message)
        : base(message) => Status = status;

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;
}
