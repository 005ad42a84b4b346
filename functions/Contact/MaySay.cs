using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>What may be said to whom: data/may-say.json. (R5.4, R5.5)</summary>
/// <param name="Debt">Whether the debt may be spoken of, once it is certain who is speaking.</param>
/// <param name="Say">By language, for whoever calls, visits or writes.</param>
public sealed record MaySay(bool Debt, IReadOnlyDictionary<string, string> Say)
{
    private static readonly IReadOnlyDictionary<Party, MaySay> Shipped = EmbeddedData.Read<IReadOnlyDictionary<Party, MaySay>>("may-say.json");

    public static MaySay To(Party party) => Shipped.TryGetValue(party, out var known) ? known : throw new InvalidDataException($"Nothing says what may be said to a {party}.");
}
