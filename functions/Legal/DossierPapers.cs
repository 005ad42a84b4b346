using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>The papers of a dossier that are no tables: the contract, who stands on the debt, and why each contact was allowed or not.</summary>
internal static class DossierPapers
{
    private static readonly JsonSerializerOptions Readable = new(CollectionsJson.Options) { WriteIndented = true, NewLine = "\n" };

    private static readonly JsonSerializerOptions Lines = new(CollectionsJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Contract(CaseState state, IReadOnlyList<StoredFact> facts, DossierMaterial material)
    {
        var opened = (CaseOpened)facts[0].Fact;
        return JsonSerializer.SerializeToUtf8Bytes(
            new ContractPaper(
                material.Account?.Contract, material.Account?.Card, state.Institution, state.Account, state.Product, opened.Position.CreditLimit, opened.Position.DueDate,
                material.Account?.OverdueReason, opened.Position, state.Balance.Position, state.Balance.Parts, state.Legal.Proceedings.Claim(state.Balance)),
            Readable);
    }

    public static byte[] Parties(DossierMaterial material) => JsonSerializer.SerializeToUtf8Bytes(new PartiesPaper(material.Debtor, material.Parties), Readable);

    /// <summary>A line a contact: the verdict with the law that it rests on, and what went out by its hash.</summary>
    public static byte[] Proofs(DossierMaterial material)
    {
        using var lines = new MemoryStream();
        foreach (var record in material.Contacts)
        {
            JsonSerializer.Serialize(
                lines,
                new ProofLine(
                    record.Contact, record.Channel, record.Purpose, record.Party, record.Person, record.State, record.At, record.By, record.Verdict, record.CheckedAt, record.StoppedBy, record.TextHash,
                    record.TextOf, record.ProviderMessage, record.Delivered),
                Lines);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    internal static byte[] Readably<T>(T paper) => JsonSerializer.SerializeToUtf8Bytes(paper, Readable);

    internal static void Line<T>(Stream lines, T line)
    {
        JsonSerializer.Serialize(lines, line, Lines);
        lines.WriteByte((byte)'\n');
    }
}

/// <summary><c>contract.json</c>: the contract by its number, how the account stood when the case opened, and how it stands now.</summary>
public sealed record ContractPaper(
    string? Contract, string? Card, string Institution, AccountKey Account, Product Product, Money CreditLimit, DateOnly FirstDue, string? OverdueReason, AccountPosition AtOpening,
    AccountPosition Latest, DebtParts Overdue, Money Claim);

/// <summary><c>parties.json</c>: the debtor, and those with a lawful role on the debt. Third parties owe nothing, and are not in it.</summary>
public sealed record PartiesPaper(DebtorProfile? Debtor, IReadOnlyList<PartyRecord> Parties);

/// <summary>A line of <c>proofs.jsonl</c>.</summary>
/// <param name="Verdict">What the gate said, by which pack, version and hash, with each rule's reason.</param>
public sealed record ProofLine(
    string Contact, Channel Channel, Purpose Purpose, Party Party, string? Person, ContactState State, DateTimeOffset At, string By, ContactVerdict Verdict, DateTimeOffset? CheckedAt, string? StoppedBy,
    string? TextHash, string? TextOf, string? ProviderMessage, bool? Delivered);
