using Collections.Functions.Cases;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>The codes of products; a format maps a bank's own to them.</summary>
internal static class ProductCodes
{
    private static readonly Dictionary<byte[], Product> Codes = new(ByteText.Comparer)
    {
        ["credit_card"u8.ToArray()] = Product.CreditCard,
        ["consumer_loan"u8.ToArray()] = Product.ConsumerLoan,
        ["small_business_loan"u8.ToArray()] = Product.SmallBusinessLoan,
        ["mortgage"u8.ToArray()] = Product.Mortgage,
        ["car_loan"u8.ToArray()] = Product.CarLoan,
    };

    private static readonly Dictionary<byte[], Product>.AlternateLookup<ReadOnlySpan<byte>> Lookup = Codes.GetAlternateLookup<ReadOnlySpan<byte>>();

    public static bool TryRead(ReadOnlySpan<byte> code, out Product product) => Lookup.TryGetValue(code, out product);
}
