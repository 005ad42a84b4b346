using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Functions.Cases.Store;

/// <summary>
/// Which code folded a stored state. A head that another version of the program wrote may lack what this one keeps, though the facts tell it: its state is folded anew from the
/// facts, once. (Invariant "State".)
/// </summary>
public static class StateShape
{
    /// <summary>Raised by hand when a fact does something else to a state than before and the state's members stay what they are.</summary>
    private const int Edition = 1;

    /// <summary>Of the state as this code folds it.</summary>
    public static string Current { get; } = $"{Edition}-{Of(typeof(CaseState))}";

    /// <summary>A type's members and theirs, by name and type: another one when anything is added, renamed or taken away at any depth.</summary>
    public static string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var text = new StringBuilder();
        Write(type, text, []);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }

    private static void Write(Type type, StringBuilder text, HashSet<Type> written)
    {
        text.Append(type.Name);
        foreach (var argument in type.GetGenericArguments()) Write(argument, text.Append('<'), written);
        if (type.IsEnum && written.Add(type)) text.Append('(').AppendJoin(',', Enum.GetNames(type)).Append(')');
        if (type.Assembly != typeof(CaseState).Assembly && !type.IsNested) return;
        if (type.IsEnum || type.IsAssignableTo(typeof(IEnumerable)) || !written.Add(type)) return;
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsStored).OrderBy(member => member.Name, StringComparer.Ordinal))
            Write(member.PropertyType, text.Append('|').Append(member.Name).Append(':'), written);
        text.Append(';');
    }

    /// <summary>What is worked out of other members is not stored, and changes nothing by being there.</summary>
    private static bool IsStored(PropertyInfo member) => member.SetMethod is not null;
}
