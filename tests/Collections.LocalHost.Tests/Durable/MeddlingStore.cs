using System.Reflection;
using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>A store behind which something happens at the worst moment.</summary>
public class MeddlingStore : DispatchProxy
{
    private IDurableStore inner = null!;

    /// <summary>Happens once, between a list and what its reader does with it.</summary>
    public Action? AfterList { get; set; }

    public static (IDurableStore Store, MeddlingStore Meddler) Around(IDurableStore inner)
    {
        IDurableStore store = Create<IDurableStore, MeddlingStore>();
        var meddler = (MeddlingStore)store;
        meddler.inner = inner;
        return (store, meddler);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? result = targetMethod!.Invoke(inner, args);
        if (targetMethod.Name == nameof(IDurableStore.List) && AfterList is { } meddle)
        {
            AfterList = null;
            meddle();
        }

        return result;
    }
}
