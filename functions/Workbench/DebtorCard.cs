using Collections.Functions.Contact;

namespace Collections.Functions.Workbench;

/// <summary>A debtor as lists and case pages show him: masked. (R8.2)</summary>
/// <param name="Name">First character, the rest as asterisks.</param>
/// <param name="Phones">Kind and masked number.</param>
public sealed record DebtorCard(string Name, DebtorKind Kind, string Language, IReadOnlyList<PhoneCard> Phones)
{
    public static DebtorCard Of(DebtorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new DebtorCard(MaskName(profile.Name), profile.Kind, profile.Language, [.. profile.AllPhones().Select(phone => new PhoneCard(phone.Kind, MaskNumber(phone.Number)))]);
    }

    public static string MaskName(string name)
    {
        // By text element: a rare character outside the basic plane must not be cut in half.
        var elements = new System.Globalization.StringInfo(name ?? "");
        return elements.LengthInTextElements == 0 ? "" : elements.SubstringByTextElements(0, 1) + "**";
    }

    /// <summary>The last four digits, and nothing of a number that is too short to hide the rest.</summary>
    public static string MaskNumber(string number) => number is { Length: >= 8 } ? $"****{number[^4..]}" : "****";
}

public sealed record PhoneCard(PhoneKind Kind, string Number);
