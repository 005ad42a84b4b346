using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Functions;

/// <summary>
/// One invocation. A simulation makes a million of these, so everything that most functions never ask for
/// (the scope of services, items, features, the id) is made when it is first asked for.
/// </summary>
internal sealed class LocalFunctionContext(
    LocalFunction function, IServiceProvider root, object? payload, CancellationToken cancellationToken) : FunctionContext, IAsyncDisposable
{
    private static readonly NoTrace Trace = new();
    private static readonly NoRetry NoRetries = new();

    private CancellationToken token = cancellationToken;
    private string? invocationId;
    private AsyncServiceScope? scope;
    private IServiceProvider? services;
    private IDictionary<object, object>? items;
    private InvocationFeatures? features;
    private BindingContext? bindingContext;

    public LocalFunction Function { get; } = function;

    /// <summary>What the trigger hands over: the HTTP exchange, the message, the blob, the orchestration's context.</summary>
    public object? Payload { get; } = payload;

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public RetryContext? Retry { get; init; }

    /// <summary>What the function is called for, for the log: a message's id, a blob's path, a schedule. Nothing of the content.</summary>
    public required string Reason { get; init; }

    public override string InvocationId => invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext => Trace;

    public override BindingContext BindingContext => bindingContext ??= new Bindings(BindingData);

    public override RetryContext RetryContext => Retry ?? NoRetries;

    public override IServiceProvider InstanceServices
    {
        get => services ??= OpenScope();
        set => services = value;
    }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= new InvocationFeatures();

    public override CancellationToken CancellationToken => token;

    /// <summary>Puts a token in the place of the first, to cancel the call for more reasons.</summary>
    public void CancelWith(CancellationToken wider) => token = wider;

    private IServiceProvider OpenScope()
    {
        var opened = root.CreateAsyncScope();
        scope = opened;
        return opened.ServiceProvider;
    }

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class Bindings(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class NoTrace : TraceContext
    {
        public override string TraceParent => "";

        public override string TraceState => "";
    }

    private sealed class NoRetry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }
}
