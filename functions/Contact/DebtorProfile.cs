using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;

namespace Collections.Functions.Contact;

public enum DebtorKind { Person, SmallBusiness, Company, Farm }

public enum PhoneKind { Mobile, Home, Work }

/// <summary>Who a debtor is and how to reach him: personal data, kept in table <c>Debtors</c> alone.</summary>
public sealed record DebtorProfile
{
    public required string Name { get; init; }

    public DebtorKind Kind { get; init; }

    /// <summary>In order of preference, as the bank's file gives them.</summary>
    public IReadOnlyList<DebtorPhone> Phones { get; init; } = [];

    public string? Email { get; init; }

    public string? Address { get; init; }

    /// <summary>What people took down besides the bank's file, oldest first; the file does not undo it.</summary>
    public IReadOnlyList<AddedPoint> Added { get; init; } = [];

    /// <summary>BCP 47: <c>zh-CN</c>, <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Region code (GB/T 2260); tells the time zone.</summary>
    public required string Region { get; init; }

    /// <summary>Masked, as in the file.</summary>
    public string? MaskedId { get; init; }

    /// <summary>All numbers, the file's first.</summary>
    public IEnumerable<DebtorPhone> AllPhones() => Phones.Concat(Added.Where(added => added.Kind == PointKind.Phone).Select(added => new DebtorPhone(added.Value, added.PhoneKind)));

    public IEnumerable<string> AllEmails() => Of(PointKind.Email, Email);

    /// <summary>The latest that somebody took down, or the file's.</summary>
    public string? PostalAddress() => Of(PointKind.Address, Address).LastOrDefault();

    /// <summary>Each number and address with its source: what the bank's file has, the debtor left with his contract.</summary>
    public IEnumerable<AddedPoint> AllPoints()
    {
        IEnumerable<AddedPoint> filed = Phones.Select(phone => new AddedPoint(PointKind.Phone, phone.Number, phone.Kind, PartySource.Contract, default));
        if (Email is { Length: > 0 }) filed = filed.Append(new AddedPoint(PointKind.Email, Email.Trim(), default, PartySource.Contract, default));
        if (Address is { Length: > 0 }) filed = filed.Append(new AddedPoint(PointKind.Address, Address, default, PartySource.Contract, default));
        return filed.Concat(Added);
    }

    /// <summary>The same again changes nothing.</summary>
    public DebtorProfile With(AddedPoint added)
    {
        ArgumentNullException.ThrowIfNull(added);
        return AllPoints().Any(known => known.Kind == added.Kind && known.Value == added.Value) ? this : this with { Added = [.. Added, added] };
    }

    private IEnumerable<string> Of(PointKind kind, string? filed) =>
        (filed is { Length: > 0 } ? new[] { filed.Trim() } : []).Concat(Added.Where(added => added.Kind == kind).Select(added => added.Value));
}

/// <summary>A number or address that somebody took down.</summary>
/// <param name="Source">How the bank came by it.</param>
/// <param name="AddedAt">Business time.</param>
public sealed record AddedPoint(PointKind Kind, string Value, PhoneKind PhoneKind, PartySource Source, DateTimeOffset AddedAt);

/// <param name="Number">As in the file; <see cref="PhoneNumbers"/> makes it international.</param>
public sealed record DebtorPhone(string Number, PhoneKind Kind);
