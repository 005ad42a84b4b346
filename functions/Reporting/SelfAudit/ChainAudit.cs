using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Whether a stream is whole: dense sequences, an unbroken chain, and a head that agrees with it. (Invariant "Chain"; R9.8)</summary>
internal static class ChainAudit
{
    /// <summary>What is wrong with the first link that is; null if all hold.</summary>
    public static string? Fault(AuditedStream stream)
    {
        byte[] previous = [];
        var key = Encoding.ASCII.GetBytes(stream.Key.Value);
        for (var at = 0; at < stream.Rows.Count; at++)
        {
            var row = stream.Rows[at];
            if (row.Sequence != at + 1) return string.Create(CultureInfo.InvariantCulture, $"Fact {at + 1} is missing; {row.Sequence} follows {at}.");
            var buffer = new byte[previous.Length + key.Length + sizeof(long) + row.Body.Length];
            previous.CopyTo(buffer, 0);
            key.CopyTo(buffer, previous.Length);
            BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(previous.Length + key.Length), row.Sequence);
            row.Body.CopyTo(buffer, previous.Length + key.Length + sizeof(long));
            previous = SHA256.HashData(buffer);
            if (!previous.AsSpan().SequenceEqual(row.Hash)) return string.Create(CultureInfo.InvariantCulture, $"The hash of fact {row.Sequence} does not fit its bytes and what comes before.");
        }

        if (stream.Version != stream.Rows.Count) return string.Create(CultureInfo.InvariantCulture, $"The head counts {stream.Version} facts, {stream.Rows.Count} are stored.");
        return previous.AsSpan().SequenceEqual(stream.Hash) ? null : "The head's hash is not that of the last fact.";
    }
}
