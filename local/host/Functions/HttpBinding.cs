using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Collections.Local.Host.Functions;

/// <summary>Arguments of HTTP functions: the request, its body as JSON, and route values by name.</summary>
internal static class HttpBinding
{
    public static ParameterBinder? For(LocalFunction function, HttpTriggerAttribute trigger, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
            return static context => new(Http(context).Request);
        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null || function.IsTrigger(parameter))
            return Body(parameter);
        return RoutePatternFactory.Parse(trigger.Route ?? function.Name).GetParameter(parameter.Name!) is not null
            ? RouteValue(parameter)
            : null;
    }

    private static HttpContext Http(LocalFunctionContext context) => (HttpContext)context.Payload!;

    private static ParameterBinder Body(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var optional = type.IsValueType
            ? Nullable.GetUnderlyingType(type) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
        return async context =>
        {
            var request = Http(context).Request;
            var options = context.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;
            if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding") && optional)
                return null;
            try
            {
                return await JsonSerializer.DeserializeAsync(request.Body, type, options, context.CancellationToken)
                    ?? (optional ? null : throw new BadHttpRequestException("The request needs a JSON body."));
            }
            catch (JsonException e)
            {
                throw new BadHttpRequestException($"The request's body is not the expected JSON at {e.Path ?? "$"}.", e);
            }
        };
    }

    private static ParameterBinder? RouteValue(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
            return context => new(Http(context).Request.RouteValues[name]?.ToString());
        if (!type.IsPrimitive && type != typeof(Guid) && type != typeof(decimal) && type != typeof(DateTime) && type != typeof(DateTimeOffset))
            return null;

        var converter = TypeDescriptor.GetConverter(type);
        return context => Http(context).Request.RouteValues[name]?.ToString() is not { } text ? default : new(Convert(text));

        object? Convert(string text)
        {
            try
            {
                return converter.ConvertFromInvariantString(text);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
            {
                throw new BadHttpRequestException($"'{name}' in the address is not a valid {type.Name}.", e);
            }
        }
    }
}
