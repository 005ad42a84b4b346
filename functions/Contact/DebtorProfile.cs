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

    /// <summary>BCP 47: <c>zh-CN</c>, <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Region code (GB/T 2260); tells the time zone.</summary>
    public required string Region { get; init; }

    /// <summary>Masked, as in the file.</summary>
    public string? MaskedId { get; init; }
}

/// <param name="Number">As in the file; <see cref="PhoneNumbers"/> makes it international.</param>
public sealed record DebtorPhone(string Number, PhoneKind Kind);
