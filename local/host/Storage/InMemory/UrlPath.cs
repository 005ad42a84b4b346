using System.Text;

namespace Collections.Local.Host.Storage.InMemory;

/// <summary>Decodes the path of a URL into UTF-8.</summary>
internal static class UrlPath
{
    private static ReadOnlySpan<byte> EmulatorPrefix => "devstoreaccount1/"u8;

    /// <summary>Decodes without the leading slash and, where addresses have the emulator's form, without the account.</summary>
    /// <param name="buffer">Three times as long as the path.</param>
    public static Span<byte> Decode(ReadOnlySpan<char> path, Span<byte> buffer)
    {
        var text = buffer[..Encoding.UTF8.GetBytes(path, buffer)];
        return WithoutAccount(text[..DecodeInPlace(text)]);
    }

    /// <summary>Cuts the leading slash and the emulator's account off a path.</summary>
    public static Span<byte> WithoutAccount(Span<byte> path)
    {
        path = path.TrimStart((byte)'/');
        return path.StartsWith(EmulatorPrefix) ? path[EmulatorPrefix.Length..] : path;
    }

    /// <summary>Decodes percent signs where the text stands and returns its new length.</summary>
    public static int DecodeInPlace(Span<byte> text)
    {
        var write = text.IndexOf((byte)'%');
        if (write < 0)
            return text.Length;
        for (var read = write; read < text.Length; read++)
        {
            if (text[read] == '%' && read + 2 < text.Length && IsHex(text[read + 1]) && IsHex(text[read + 2]))
            {
                text[write++] = (byte)(FromHex(text[read + 1]) * 16 + FromHex(text[read + 2]));
                read += 2;
            }
            else
                text[write++] = text[read];
        }
        return write;
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static int FromHex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
