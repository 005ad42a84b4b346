using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>What every store has to make of the engine, in virtual time: the behaviour of the official engine as Functions hosts it.</summary>
public abstract partial class EngineContract : IAsyncDisposable
{
    private readonly List<EngineRig> rigs = [];

    protected abstract IDurableStore NewStore();

    protected EngineRig NewRig(IDurableStore? store = null)
    {
        var rig = new EngineRig(store ?? NewStore());
        rigs.Add(rig);
        return rig;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (EngineRig rig in rigs)
            await rig.DisposeAsync();
    }
}

public sealed class MemoryEngineTests : EngineContract
{
    protected override IDurableStore NewStore() => new MemoryStore();
}

public sealed class SqliteEngineTests : EngineContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly List<LocalDatabase> databases = [];

    protected override IDurableStore NewStore()
    {
        LocalDatabase database = LocalDatabase.Open(Path.Combine(folder, $"{databases.Count}.db"), inline: true);
        databases.Add(database);
        return new SqliteStore(database);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        databases.ForEach(database => database.Dispose());
        Directory.Delete(folder, recursive: true);
    }
}
