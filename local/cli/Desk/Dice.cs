using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>Chance that falls the same way in every run: drawn from what it is thrown for.</summary>
internal static class Dice
{
    /// <summary>A number from 0 to 99.</summary>
    public static int Percent(string what, CaseKey key, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{what}|{key.Value}|{id}"), hash);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % 100);
    }
}
