using System.Text;
using Collections.Functions.Contact.Carriers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>Event Grid's posts, brought to the function without a socket.</summary>
internal static class Posting
{
    public static EventGridFunctions FunctionOver(ContactWorld world, IConfiguration settings, TokenKeys? keys = null, TimeProvider? technical = null, AzureEvents? events = null) => new(
        events ?? world.Events, new CarrierEventIntake(NullLogger<CarrierEventIntake>.Instance),
        new EventGridAccess(settings, keys ?? new TokenKeys(new HttpClient(), TimeProvider.System), technical ?? TimeProvider.System));

    public static async Task<(int Status, string Body, IHeaderDictionary Headers)> RunAsync(
        Func<HttpRequest, Task<IResult>> function, string json, string? key = null, string? bearer = null, string method = "POST", string? origin = null)
    {
        var context = new DefaultHttpContext { RequestServices = new NoServices() };
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        if (key is not null) context.Request.QueryString = new QueryString($"?key={key}");
        if (bearer is not null) context.Request.Headers.Authorization = $"Bearer {bearer}";
        if (origin is not null) context.Request.Headers["WebHook-Request-Origin"] = origin;
        context.Response.Body = new MemoryStream();
        await (await function(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), context.Response.Headers);
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Microsoft.Extensions.Logging.ILoggerFactory) ? NullLoggerFactory.Instance : null;
    }
}
