using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Collections.Local.Host.Functions;

/// <summary>Finds the methods marked <c>[Function]</c> and refuses what could not run, before anything starts.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <exception cref="InvalidOperationException">A function is declared in a way that cannot run; the message names it.</exception>
    public static IReadOnlyList<LocalFunction> Find(IEnumerable<Type> types, SettingNames settings)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(AnyMethod))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Attribute!.Name, found.Method, settings))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        var twice = functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? functions
            : throw new InvalidOperationException(
                $"Two functions are named '{twice.Key}': {string.Join(" and ", twice.Select(f => f.Definition.EntryPoint))}.");
    }

    private static LocalFunction Describe(string name, MethodInfo method, SettingNames settings)
    {
        var place = $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        if (!method.IsPublic)
            throw new InvalidOperationException($"{place} is not public. Make the method public.");
        if (Outputs(method).FirstOrDefault() is { } output)
        {
            throw new InvalidOperationException(
                $"{place} has the output binding {output.GetType().Name}, which the local host does not carry out. Use the service's client instead.");
        }

        if (Result(method).IsAssignableTo(typeof(IActionResult)))
            throw new InvalidOperationException($"{place} returns an IActionResult, which needs MVC. Return an IResult (Results, TypedResults) instead.");

        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(found => found.Attribute is not null)
            .ToList();
        return triggers.Count == 1
            ? new LocalFunction(name, method, triggers[0].Parameter, triggers[0].Attribute!, settings)
            : throw new InvalidOperationException($"{place} has {triggers.Count} trigger attributes on its parameters. It needs exactly one.");
    }

    private static IEnumerable<OutputBindingAttribute> Outputs(MethodInfo method) => method.GetCustomAttributes<OutputBindingAttribute>()
        .Concat(Result(method).GetProperties().SelectMany(property => property.GetCustomAttributes<OutputBindingAttribute>()));

    private static Type Result(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? method.ReturnType.GetGenericArguments()[0]
            : method.ReturnType;
}
