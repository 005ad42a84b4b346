using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Functions.Platform;

/// <summary>
/// Derives the keys under which everything is stored: HMAC-SHA-256 of the identity, cut to 128 bits. URLs, logs and instance ids get
/// these and never an account or customer number. The secret is versioned and does not rotate: a new one would orphan every stream.
/// </summary>
public sealed class KeyRing
{
    /// <summary>The unit separator cannot occur in a parsed field, so no two identities share one text.</summary>
    private const byte Separator = 0x1f;

    private readonly byte[] secret;

    /// <param name="secret">At least 16 bytes.</param>
    public KeyRing(byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length < 16) throw new ArgumentException("The identity secret needs at least 16 bytes.", nameof(secret));
        this.secret = secret;
    }

    public AccountKey Account(string institution, string account) => new(Derive("account", institution, account));

    /// <summary>The same as a number, from the account number's UTF-8 bytes: for files of a million rows.</summary>
    public UInt128 Account(string institution, ReadOnlySpan<byte> account)
    {
        const int Longest = 256;
        Span<byte> bytes = stackalloc byte[Longest];
        var length = Encoding.UTF8.GetBytes("account", bytes);
        bytes[length++] = Separator;
        length += Encoding.UTF8.GetBytes(institution, bytes[length..]);
        bytes[length++] = Separator;
        if (length + account.Length > Longest) throw new ArgumentException("An account number is longer than any can be.", nameof(account));
        account.CopyTo(bytes[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, bytes[..(length + account.Length)], hash);
        return Hexadecimal.Read(hash);
    }

    public DebtorKey Debtor(string institution, string debtor) => new(Derive("debtor", institution, debtor));

    /// <param name="spell">1 for the account's first spell of delinquency; fixed when the case opens.</param>
    public CaseKey Case(string institution, string account, int spell) =>
        new(Derive("case", institution, account, spell.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A phone number's stand-in in ledgers and counters.</summary>
    public string Phone(string number) => Derive("phone", number)[..16];

    /// <summary>An e-mail address' stand-in: addresses that differ in case, or in blanks round them, are one.</summary>
    public string Address(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Derive("address", address.Trim().ToLowerInvariant())[..16];
    }

    /// <summary>A keyed hash of anything else that must not be stored in the clear.</summary>
    public string Derive(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts) text.Append((char)Separator).Append(part);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, bytes, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
