using System.Buffers;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>What a partition or row key may be: at most 1 KiB, without / \ # ? and control characters.</summary>
internal static class KeyRules
{
    private const int MaxBytes = 1024;

    private static readonly SearchValues<byte> Forbidden =
        SearchValues.Create([.. "/\\#?"u8, .. Enumerable.Range(0, 0x20).Select(code => (byte)code), 0x7F]);

    public static StorageError? Check(ReadOnlySpan<byte> key) =>
        key.Length > MaxBytes ? TableErrors.KeyTooLarge
        : key.ContainsAny(Forbidden) ? TableErrors.KeyOutOfRange
        : null;
}
