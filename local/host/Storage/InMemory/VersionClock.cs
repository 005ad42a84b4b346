namespace Collections.Local.Host.Storage.InMemory;

/// <summary>Numbers changes by the clock's ticks, always upwards, so that no two versions share an ETag.</summary>
internal sealed class VersionClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _last;

    public (long Version, DateTimeOffset Now) Next()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _last = Math.Max(now.Ticks, _last + 1);
            return (_last, now);
        }
    }
}
