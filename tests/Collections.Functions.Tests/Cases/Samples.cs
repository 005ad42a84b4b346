using System.Collections;
using System.Reflection;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>A fact of any kind with every member set to a value that shows.</summary>
internal static class Samples
{
    public static object Of(Type type)
    {
        if (type == typeof(CaseOpened)) return Given.Opening();
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First(c => c.GetParameters() is not [{ } only] || only.ParameterType != type);
        return constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object Value(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(string) => $"{parameter.Name}-1",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(decimal) => 0.5m,
            _ when type == typeof(Money) => Given.Cny(12.34m),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 2),
            _ when type == typeof(DateTimeOffset) => Given.Start,
            _ when type == typeof(AccountPosition) => Given.Position(40, 100),
            _ when type == typeof(RiskInputs) => new RiskInputs { CreditScore = 600 },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
            _ when type.IsAssignableTo(typeof(IEnumerable)) => List(type.GetGenericArguments()[0]),
            _ => Of(type),
        };
    }

    private static IList List(Type of)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(of))!;
        list.Add(of == typeof(string) ? "one" : of.IsEnum ? Enum.GetValues(of).GetValue(0) : Of(of));
        return list;
    }
}
