using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Contact.Texts;

/// <summary>
/// Keys that sign what is given to debtors, by version. They rotate: the highest version signs, all verify; a version that is taken away ends what it signed.
/// They have nothing to do with the identity secret. (R8.4)
/// </summary>
public sealed class SigningKeys
{
    public const int MostVersions = 15;

    private readonly IReadOnlyDictionary<int, byte[]> keys;

    /// <param name="keys">By version, 1 to 15; each of at least 16 bytes. Throws <see cref="InvalidOperationException"/> for others.</param>
    public SigningKeys(IReadOnlyDictionary<int, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var (version, key) in keys)
        {
            if (version is < 1 or > MostVersions || key.Length < 16)
                throw new InvalidOperationException($"The setting 'Signing:Keys:{version}' is wrong: versions are 1 to {MostVersions}, each base64 of at least 16 random bytes.");
        }

        this.keys = keys;
        Current = keys.Count == 0 ? null : keys.Keys.Max();
    }

    public static SigningKeys None { get; } = new(new Dictionary<int, byte[]>());

    /// <summary>The version that signs; null: there is no key, and nothing is signed.</summary>
    public int? Current { get; }

    public byte[]? this[int version] => keys.GetValueOrDefault(version);

    /// <summary>From the settings <c>Signing:Keys:1</c>, <c>Signing:Keys:2</c> …</summary>
    public static SigningKeys From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var keys = new Dictionary<int, byte[]>();
        foreach (var setting in configuration.GetSection("Signing:Keys").GetChildren())
        {
            if (!int.TryParse(setting.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || Decoded(setting.Value) is not { } key)
                throw new InvalidOperationException($"The setting 'Signing:Keys:{setting.Key}' is wrong: a version, and base64 of at least 16 random bytes.");
            keys[version] = key;
        }

        return new SigningKeys(keys);
    }

    private static byte[]? Decoded(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var length) ? bytes[..length] : null;
    }
}
