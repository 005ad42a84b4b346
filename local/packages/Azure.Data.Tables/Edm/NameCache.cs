using System.Text;

namespace Azure.Data.Tables;

/// <summary>Gives property names that were read before without making the string again.</summary>
internal static class NameCache
{
    private const int Slots = 1024;
    private const int LongestKept = 64;

    private static readonly Entry?[] Entries = new Entry?[Slots];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
            return Encoding.UTF8.GetString(utf8);
        // FNV-1a: names are short, and a clash only costs a string.
        uint hash = 2166136261;
        foreach (byte b in utf8)
            hash = (hash ^ b) * 16777619;
        ref Entry? slot = ref Entries[(hash ^ (hash >> 16)) & (Slots - 1)];
        Entry? entry = slot;
        if (entry is not null && utf8.SequenceEqual(entry.Utf8))
            return entry.Name;
        entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        slot = entry;
        return entry.Name;
    }

    private sealed record Entry(byte[] Utf8, string Name);
}
