using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Collections.Local.Host.Functions;

/// <summary>The definition that middleware reads: names, parameters, and bindings with the type names of host metadata.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    public LocalFunctionDefinition(LocalFunction function)
    {
        var parameters = function.Method.GetParameters();
        Name = function.Name;
        EntryPoint = $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";
        PathToAssembly = function.Method.DeclaringType.Assembly.Location;
        Parameters = [.. parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))];
        InputBindings = parameters
            .Select(p => (Parameter: p, Attribute: p.GetCustomAttribute<BindingAttribute>()))
            .Where(p => p.Attribute is TriggerBindingAttribute or InputBindingAttribute)
            .ToImmutableDictionary(
                p => p.Parameter.Name!,
                p => (BindingMetadata)new Binding(p.Parameter.Name!, TypeName(p.Attribute!), BindingDirection.In));
        OutputBindings = function.Trigger is HttpTriggerAttribute
            ? ImmutableDictionary.Create<string, BindingMetadata>().Add("$return", new Binding("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id => Name;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    // "HttpTriggerAttribute" is "httpTrigger"; inputs drop their suffix: "BlobInputAttribute" is "blob".
    private static string TypeName(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name[..^"Attribute".Length];
        if (attribute is InputBindingAttribute && name.EndsWith("Input", StringComparison.Ordinal))
            name = name[..^"Input".Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
