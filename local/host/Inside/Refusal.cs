using System.Text.Json;
using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Collections.Local.Host.Inside;

/// <summary>Something that cannot be shown or done, in words for the person who asked.</summary>
internal sealed class Refusal(int status, string message) : Exception(message)
{
    public int Status => status;

    public static Refusal Missing(string message) => new(StatusCodes.Status404NotFound, message);

    public static Refusal Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    /// <summary>What refused, as an answer; null if it is a fault.</summary>
    public static ProblemHttpResult? Of(Exception exception) => exception switch
    {
        Refusal refusal => Problem(refusal.Status, refusal.Message),
        RpcException { Status: { StatusCode: StatusCode.NotFound } status } => Problem(StatusCodes.Status404NotFound, status.Detail),
        RpcException { Status: { StatusCode: StatusCode.FailedPrecondition or StatusCode.AlreadyExists } status } =>
            Problem(StatusCodes.Status409Conflict, status.Detail),
        RpcException rpc => Problem(StatusCodes.Status400BadRequest, rpc.Status.Detail),
        OrchestrationAlreadyExistsException or ServiceBusException => Problem(StatusCodes.Status409Conflict, exception.Message),
        JsonException json => Problem(StatusCodes.Status400BadRequest, $"That is not JSON: {json.Message}"),
        ArgumentException argument => Problem(StatusCodes.Status400BadRequest, argument.Message.Split(" (Parameter ")[0]),
        BadHttpRequestException bad => Problem(bad.StatusCode, bad.Message),
        _ => null,
    };

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
