using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Platform;

/// <summary>Which HTTP function answers whom, read once from the attributes of the assembly.</summary>
public sealed class EndpointAccess
{
    private readonly FrozenDictionary<string, MethodInfo> functions;

    public EndpointAccess(IEnumerable<MethodInfo> functions) =>
        this.functions = functions.ToFrozenDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every HTTP function of this assembly.</summary>
    public static EndpointAccess OfApp { get; } = new(HttpFunctions(typeof(EndpointAccess).Assembly.GetTypes()));

    public IEnumerable<MethodInfo> Functions => functions.Values;

    public static IEnumerable<MethodInfo> HttpFunctions(IEnumerable<Type> types) => types
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null));

    /// <summary>
    /// The roles that a function answers; empty: anybody. Throws <see cref="InvalidOperationException"/> for a function that says neither, or both.
    /// </summary>
    public IReadOnlyList<string> RolesOf(string function)
    {
        if (!functions.TryGetValue(function, out var method)) throw new InvalidOperationException($"There is no HTTP function '{function}'.");
        var roles = method.GetCustomAttribute<RolesAttribute>()?.Roles;
        var anonymous = method.GetCustomAttribute<AnonymousAttribute>() is not null;
        return (roles, anonymous) switch
        {
            ({ Count: > 0 }, false) => roles,
            (null, true) => [],
            _ => throw new InvalidOperationException($"HTTP function '{function}' needs either [Roles(…)] or [Anonymous(why)]: without, it answers nobody."),
        };
    }
}
