using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Functions;

/// <summary>Makes one argument of a call; completes synchronously for everything but bodies and blobs.</summary>
internal delegate ValueTask<object?> ParameterBinder(LocalFunctionContext context);

/// <summary>A discovered function: its trigger, and its method compiled so that a call needs no reflection.</summary>
internal sealed class LocalFunction
{
    private readonly CompiledMethod method;
    private readonly ObjectFactory? activator;
    private readonly ParameterBinder[] binders;

    public LocalFunction(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger, SettingNames settings)
    {
        Name = name;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Settings = settings;
        Definition = new LocalFunctionDefinition(this);
        this.method = MethodCompiler.Compile(method);
        activator = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        binders = [.. method.GetParameters().Select(parameter => ParameterBinding.For(this, parameter))];
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public SettingNames Settings { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>By its position: when two hosts start at once in a process, reflection may hand out the same parameter as two objects.</summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;

    /// <summary>Binds the arguments and calls the method; exceptions come out as they were thrown.</summary>
    public async ValueTask<object?> CallAsync(LocalFunctionContext context)
    {
        var arguments = new object?[binders.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await binders[i](context);
        var instance = activator?.Invoke(context.InstanceServices, []);
        return await method(instance, arguments);
    }
}
