using System.Reflection;
using System.Runtime.CompilerServices;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Platform;

/// <summary>Nothing of the domain is kept in floating point: no field, property or parameter of a type that facts, states, rules or figures are made of. (R9.7)</summary>
public class NoFloatingPointTests
{
    [Fact]
    public void No_type_of_the_app_holds_a_double_or_a_float()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var found = typeof(Money).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .SelectMany(type => type.GetFields(All).Select(field => (Type: field.FieldType, Name: $"{type.Name}.{field.Name}"))
                .Concat(type.GetProperties(All).Select(property => (Type: property.PropertyType, Name: $"{type.Name}.{property.Name}")))
                .Concat(type.GetMethods(All).Select(method => (Type: method.ReturnType, Name: $"{type.Name}.{method.Name}()")))
                .Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(
                    method => method.GetParameters().Select(parameter => (Type: parameter.ParameterType, Name: $"{type.Name}.{method.Name}({parameter.Name})")))))
            .Where(member => IsFloating(member.Type))
            .Select(member => member.Name);
        Assert.Empty(found);
    }

    private static bool IsFloating(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half)
        || (type.HasElementType && IsFloating(type.GetElementType()!)) || type.GetGenericArguments().Any(IsFloating);
}
