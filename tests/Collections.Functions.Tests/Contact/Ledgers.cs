using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact;

/// <summary>Short ways to write down contacts and moments at the bank's place.</summary>
internal static class Ledgers
{
    public static readonly PolicyPack BankCn = PolicyCatalog.Shipped.Get("bank-cn");

    public static readonly DebtorZones Shanghai = DebtorZones.Of("440100")!;

    /// <summary>A pack of these rules alone, without a margin, that asks the calendar of China.</summary>
    public static PolicyPack Pack(params IReadOnlyList<PackRule> rules)
    {
        var document = new PackDocument { Name = "test", Version = "1", About = "a test", Calendar = "cn", MessageMarginMinutes = 0, OptOutBinds = [Purpose.Collection], Rules = rules };
        return PolicyPack.Load("test", _ => JsonSerializer.SerializeToUtf8Bytes(document, CollectionsJson.Options));
    }

    /// <summary><c>2026-03-02 09:00:00</c> in Shanghai.</summary>
    public static DateTimeOffset At(string text) => DateTimeOffset.Parse($"{text}+08:00", System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();

    public static IntendedContact Intend(
        Channel channel, Stage stage = Stage.Negotiation, Purpose purpose = Purpose.Collection, string phone = "p1", string account = "a1", Party party = Party.Debtor,
        DebtorZones? zones = null) => new()
        {
            Channel = channel,
            Purpose = purpose,
            Party = party,
            Stage = stage,
            Account = new AccountKey(account),
            Phone = phone,
            Zones = zones ?? Shanghai,
        };

    public static DebtorLedger Of(params ReadOnlySpan<LedgerEntry> entries)
    {
        var ledger = DebtorLedger.Empty;
        foreach (var entry in entries) ledger = ledger.With(entry);
        return ledger;
    }

    public static LedgerEntry Entry(
        Channel channel, string at, EntryResult result = EntryResult.Unanswered, string phone = "p1", string account = "a1", Purpose purpose = Purpose.Collection) =>
        new($"{channel}{at}{phone}", At(at), channel, purpose, new AccountKey(account), phone, result);
}
