using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>Prints rows: see <see cref="AccountFigures.Print"/>. Fields are taken in their own order, so that columns may change places.</summary>
internal sealed class RowPrint(ColumnMap columns)
{
    private static readonly HashSet<ExportField> Daily =
    [
        ExportField.Institution, ExportField.BusinessDate, ExportField.DaysPastDue, ExportField.PeriodsPastDue, ExportField.TotalOverdue, ExportField.Principal,
        ExportField.Interest, ExportField.PenaltyInterest, ExportField.Fees, ExportField.Balance, ExportField.MinimumPayment,
    ];

    private readonly ExportField[] printed = [.. Enum.GetValues<ExportField>().Where(field => columns[field] >= 0 && !Daily.Contains(field))];
    private byte[] text = new byte[4096];

    public UInt128 Of(RowFields fields)
    {
        var length = 0;
        foreach (var field in printed)
        {
            var value = fields.Raw(field);
            if (length + value.Length >= text.Length) Array.Resize(ref text, (length + value.Length) * 2);
            value.CopyTo(text.AsSpan(length));
            length += value.Length;
            text[length++] = 0x1F;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.AsSpan(0, length), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
