using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>Turns a condition on an entity into the service's filter.</summary>
internal static class FilterTranslator
{
    /// <summary>The filter; null for a condition that is always true.</summary>
    /// <exception cref="NotSupportedException">The service has no such condition.</exception>
    public static string? Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        string text = Condition(filter.Body, filter.Parameters[0]);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression node, ParameterExpression entity)
    {
        if (!Mentions(node, entity))
            return FilterLiteral.Of(Evaluate(node));
        switch (node)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and:
                return $"({Condition(and.Left, entity)}) and ({Condition(and.Right, entity)})";
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or:
                return $"({Condition(or.Left, entity)}) or ({Condition(or.Right, entity)})";
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return $"not ({Condition(not.Operand, entity)})";
            case BinaryExpression comparison when Operator(comparison.NodeType) is { } name:
                return Comparison(comparison, name, entity);
            case MethodCallExpression { Method.Name: "Equals", Object: { } subject, Arguments: [var other] }:
                return Compare(subject, "eq", other, entity);
            default:
                return StoredName(node, entity) is { } property && node.Type == typeof(bool)
                    ? $"{property} eq true"
                    : throw Unsupported(node);
        }
    }

    private static string Comparison(BinaryExpression node, string name, ParameterExpression entity) =>
        // The language has no < for strings, so conditions say CompareTo(…) < 0.
        IsOrdering(node.Left, out Expression? left, out Expression? right) && node.Right is ConstantExpression { Value: 0 }
            ? Compare(left!, name, right!, entity)
            : Compare(node.Left, name, node.Right, entity);

    private static string Compare(Expression left, string name, Expression right, ParameterExpression entity)
    {
        if (StoredName(left, entity) is { } property && !Mentions(right, entity))
            return $"{property} {name} {Literal(left, right)}";
        if (StoredName(right, entity) is { } mirrored && !Mentions(left, entity))
            return $"{mirrored} {Mirror(name)} {Literal(right, left)}";
        throw Unsupported(Expression.Constant($"{left} {name} {right}"));
    }

    // An enumeration is compared as its number in the expression, but stored as its name.
    private static string Literal(Expression member, Expression value)
    {
        object? result = Evaluate(value);
        Type type = Strip(member).Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return FilterLiteral.Of(type.IsEnum && result is not null and not string ? Enum.ToObject(type, result) : result);
    }

    private static bool IsOrdering(Expression node, out Expression? left, out Expression? right)
    {
        (left, right) = node switch
        {
            MethodCallExpression { Method.Name: "CompareTo", Object: { } subject, Arguments: [var other] } => (subject, other),
            MethodCallExpression { Method: { Name: "Compare", IsStatic: true }, Arguments: [var one, var two] } => (one, two),
            _ => (null, null),
        };
        return left is not null;
    }

    private static string? StoredName(Expression node, ParameterExpression entity) => Strip(node) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null =>
            StoredName(inner, entity),
        MemberExpression { Expression: { } owner } member when Strip(owner) == entity =>
            member.Member.DeclaringType == typeof(TableItem) ? "TableName" : EntityModel.StoredName(member.Member),
        MethodCallExpression { Object: { } owner, Arguments: [var key] } call when Strip(owner) == entity && IsEntityGetter(call.Method) =>
            (string?)Evaluate(key),
        _ => null,
    };

    private static bool IsEntityGetter(MethodInfo method) =>
        method.Name == "get_Item" || (method.DeclaringType == typeof(TableEntity) && method.Name.StartsWith("Get", StringComparison.Ordinal));

    private static Expression Strip(Expression node)
    {
        while (node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert)
            node = convert.Operand;
        return node;
    }

    private static object? Evaluate(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: var owner } => field.GetValue(owner is null ? null : Evaluate(owner)),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true)(),
    };

    private static bool Mentions(Expression node, ParameterExpression entity)
    {
        var search = new Search(entity);
        search.Visit(node);
        return search.Found;
    }

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => null,
    };

    private static string Mirror(string name) => name switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => name,
    };

    private static NotSupportedException Unsupported(Expression node) =>
        new($"The table service has no filter for '{node}': compare a property with a value, joined by and, or, not.");

    private sealed class Search(ParameterExpression entity) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == entity;
            return node;
        }
    }
}
