using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Platform;

/// <summary>Answers what no other route takes, so that it too gets problem details.</summary>
public static class Fallback
{
    [Function("NoSuchRoute")]
    [Anonymous("It only says that there is nothing here, to everybody alike.")]
    public static IResult NoSuchRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) =>
        throw new RefusedException(404, "no-such-route", "There is no such endpoint, or not with this method.");
}
