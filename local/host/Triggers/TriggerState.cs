using System.Collections.Concurrent;

namespace Collections.Local.Host.Triggers;

/// <summary>Where trigger state outlives the process.</summary>
internal interface ITriggerStore
{
    IEnumerable<KeyValuePair<string, string>> Load();

    void Save(string key, string value);

    void Remove(string key);
}

/// <summary>
/// What triggers remember: which version of each blob was handled, when each timer last ran. All of it is in memory
/// and every change is written through to the store, if there is one.
/// </summary>
internal sealed class TriggerState(ITriggerStore? store)
{
    private readonly ConcurrentDictionary<string, string> values = new(store?.Load() ?? [], StringComparer.Ordinal);

    public string? this[string key]
    {
        get => values.GetValueOrDefault(key);
        set
        {
            if (value is null)
            {
                values.TryRemove(key, out _);
                store?.Remove(key);
                return;
            }

            values[key] = value;
            store?.Save(key, value);
        }
    }

    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix) =>
        values.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal));
}
