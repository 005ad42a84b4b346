using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Tests.Platform;

/// <summary>The domain is pure: no I/O, no Azure type, no floating point. Read from the compiled assembly.</summary>
public class ArchitectureTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] Impure = ["Azure.", "Microsoft.Azure", "Microsoft.DurableTask", "Microsoft.AspNetCore", "System.Net", "System.IO.FileSystem", "Grpc"];

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Rules, records and folds: everything from which decisions are made.</summary>
    public static TheoryData<Type> PureTypes =>
    [
        .. typeof(CollectionsApp).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && (
            type.IsAssignableTo(typeof(Fact)) || type.IsAssignableTo(typeof(CaseStep)) || type.IsAssignableTo(typeof(IStage))
            || type.Name.EndsWith("Rules", StringComparison.Ordinal) || type.Name.EndsWith("Progress", StringComparison.Ordinal))),
        typeof(CaseState), typeof(Evolution), typeof(CaseDecision), typeof(CaseView), typeof(AccountBalance), typeof(Strategy), typeof(Money), typeof(Scorecard),
        typeof(ContactGate), typeof(PolicyPack), typeof(DebtorLedger), typeof(WorkingCalendar), typeof(Messages), typeof(ContactStops),
    ];

    [Theory]
    [MemberData(nameof(PureTypes))]
    public void The_domain_touches_nothing_outside(Type type)
    {
        var touched = Nested(type).SelectMany(Touched).Select(used => used.Assembly.GetName().Name!)
            .Where(assembly => Impure.Any(name => assembly.StartsWith(name, StringComparison.Ordinal))).Distinct();
        Assert.Empty(touched);
    }

    [Fact]
    public void No_floating_point_anywhere_in_the_app()
    {
        var floating = typeof(CollectionsApp).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Collections.Functions", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(All).Select(field => (Member: $"{type.Name}.{field.Name}", Type: field.FieldType))
                .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType).Select(used => (Member: $"{type.Name}.{method.Name}", Type: used)))))
            .Where(member => (Nullable.GetUnderlyingType(member.Type) ?? member.Type) is var used && (used == typeof(double) || used == typeof(float)))
            .Select(member => member.Member);
        Assert.Empty(floating);
    }

    private static IEnumerable<Type> Nested(Type type) => type.GetNestedTypes(All).SelectMany(Nested).Prepend(type);

    private static IEnumerable<Type> Touched(Type type) =>
        type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(Touched));

    private static IEnumerable<Type> Touched(MethodBase method)
    {
        foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        if (method.GetMethodBody() is not { } body) yield break;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var member in Calls(method, body.GetILAsByteArray()!)) yield return member as Type ?? member.DeclaringType ?? typeof(object);
    }

    /// <summary>Members that a method's instructions name.</summary>
    private static IEnumerable<MemberInfo> Calls(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at];
            var instruction = OpCodesByValue[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
