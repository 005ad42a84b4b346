using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>HTTP functions in the shapes that apps use.</summary>
public sealed class SampleHttp(SampleHttp.Greeter greeter)
{
    public sealed record Order(string Item, int Count);

    public sealed class Greeter(TimeProvider business, [FromKeyedServices("technical")] TimeProvider technical)
    {
        public string Greet(string name) => $"{name} {business.GetUtcNow():yyyy-MM-dd} {technical == TimeProvider.System}";
    }

    [Function("Greet")]
    public IResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greetings/{name}")] HttpRequest request, string name) =>
        Results.Ok(greeter.Greet(name));

    [Function("Orders")]
    public static IResult PlaceOrder(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{id:int}/{note?}")] HttpRequest request, int id, string? note, [FromBody] Order order) =>
        Results.Json(new { id, note = note ?? "none", order.Item, order.Count }, statusCode: 201);

    [Function("Plain")]
    public static Task<Order> Plain([HttpTrigger("get", "put")] HttpRequest request, FunctionContext context, CancellationToken cancellation) =>
        Task.FromResult(new Order(context.FunctionDefinition.Name + context.BindingContext.BindingData.Count, cancellation.CanBeCanceled ? 1 : 0));

    [Function("Broken")]
    public static async Task Broken([HttpTrigger("get")] HttpRequest request)
    {
        await Task.Yield();
        throw new InvalidOperationException("secret detail");
    }

    public sealed class Trail : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            http.Response.Headers.Append("x-trail", "class");
            if (http.Request.Headers.ContainsKey("x-refuse"))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await http.Response.WriteAsync("refused");
                return;
            }

            await next(context);
        }
    }
}
