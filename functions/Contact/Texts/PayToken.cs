using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>What a token lets its bearer do.</summary>
public enum TokenPurpose { Pay = 1 }

/// <summary>
/// A token that a debtor carries to the bank's pay page: which case and which contact, for what, until which day. 33 bytes: key version and purpose, day,
/// case, first bytes of the contact, and 80 bits of HMAC-SHA-256 over them; 44 characters of base64url, so that it fits a message. It can be tried only
/// against our own endpoint, so that many bits are enough.
/// </summary>
/// <param name="Through">The last day on which it holds, in bank time.</param>
public readonly record struct PayToken(TokenPurpose Purpose, CaseKey Case, string Contact, DateOnly Through)
{
    public const int Length = 44;

    private const int Bytes = 33;

    private const int Signed = 23;

    private const int ContactBytes = 4;

    private static readonly DateOnly Epoch = new(2020, 1, 1);

    /// <param name="version">Of the key, 1 to 15.</param>
    public string Sign(int version, byte[] key)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = (byte)((version << 4) | (int)Purpose);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], checked((ushort)(Through.DayNumber - Epoch.DayNumber)));
        Convert.FromHexString(Case.Value).CopyTo(bytes[3..]);
        Convert.FromHexString(Contact.AsSpan(0, 2 * ContactBytes)).CopyTo(bytes[19..]);
        Mac(key, bytes[..Signed], bytes[Signed..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a token says, if one of the keys signed it and it still holds; null for all others alike.</summary>
    public static PayToken? Verify(string text, SigningKeys keys, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text?.Length != Length || Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(text), bytes, out _, out var length) != OperationStatus.Done || length != Bytes) return null;
        if (keys[bytes[0] >> 4] is not { } key) return null;
        Span<byte> expected = stackalloc byte[Bytes - Signed];
        Mac(key, bytes[..Signed], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes[Signed..])) return null;
        var through = Epoch.AddDays(BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]));
        var purpose = (TokenPurpose)(bytes[0] & 0x0f);
        return today > through || !Enum.IsDefined(purpose)
            ? null
            : new PayToken(purpose, new CaseKey(Convert.ToHexStringLower(bytes.Slice(3, 16))), Convert.ToHexStringLower(bytes.Slice(19, ContactBytes)), through);
    }

    private static void Mac(byte[] key, ReadOnlySpan<byte> signed, Span<byte> into)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed, mac);
        mac[..into.Length].CopyTo(into);
    }
}
