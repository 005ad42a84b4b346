using System.Linq.Expressions;
using System.Reflection;

namespace Collections.Local.Host.Functions;

/// <summary>Calls a method; a result that is awaitable is awaited, no result is null.</summary>
internal delegate ValueTask<object?> CompiledMethod(object? instance, object?[] arguments);

/// <summary>Compiles a method of any shape into one delegate.</summary>
internal static class MethodCompiler
{
    public static CompiledMethod Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) => Argument(arguments, i, parameter.ParameterType)));
        return Expression.Lambda<CompiledMethod>(Result(call, method.ReturnType), instance, arguments).Compile();
    }

    // A missing value is the type's default: null cannot be unboxed into a value type.
    private static Expression Argument(Expression arguments, int index, Type type)
    {
        var value = Expression.ArrayIndex(arguments, Expression.Constant(index));
        return type.IsValueType && Nullable.GetUnderlyingType(type) is null
            ? Expression.Condition(
                Expression.Equal(value, Expression.Constant(null)), Expression.Default(type), Expression.Convert(value, type))
            : Expression.Convert(value, type);
    }

    private static Expression Result(Expression call, Type type)
    {
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task))
            return Expression.Call(Helper(nameof(FromTask)), call);
        if (type == typeof(ValueTask))
            return Expression.Call(Helper(nameof(FromValueTask)), call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return Expression.Call(Helper(nameof(FromTaskOf)).MakeGenericMethod(type.GetGenericArguments()), call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return Expression.Call(Helper(nameof(FromValueTaskOf)).MakeGenericMethod(type.GetGenericArguments()), call);
        return Expression.Call(Helper(nameof(FromValue)), Expression.Convert(call, typeof(object)));
    }

    private static MethodInfo Helper(string name) =>
        typeof(MethodCompiler).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static ValueTask<object?> FromValue(object? value) => new(value);

    private static async ValueTask<object?> FromTask(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(Task<T> task) => await task;

    private static async ValueTask<object?> FromValueTaskOf<T>(ValueTask<T> task) => await task;
}
