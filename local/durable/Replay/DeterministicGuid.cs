using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Local.Durable;

/// <summary>GUIDs that come out the same on every replay: RFC 4122 version 5 of instance, instant and a counter, in the namespace that the official engine uses.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime now, int counter) =>
        Create(string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{counter}"));

    public static Guid Create(string name)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        Span<byte> text = length <= 512 ? stackalloc byte[16 + length] : new byte[16 + length];
        Namespace.TryWriteBytes(text, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, text[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC names SHA-1; nothing is protected by it.
        SHA1.HashData(text, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The number as a GUID-shaped name, for ids that only need to differ.</summary>
    public static Guid Create(string kind, long number)
    {
        Span<byte> digits = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(digits, number);
        return Create(kind + Convert.ToHexString(digits));
    }
}
