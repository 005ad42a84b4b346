using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact;

/// <summary>Packs are data, named by what they hold.</summary>
public class PolicyPackTests
{
    [Fact]
    public void An_overlays_hash_is_over_the_bytes_of_all_it_is_made_of()
    {
        byte[] bytes = [.. EmbeddedData.Bytes("packs/cn-national.json"), .. EmbeddedData.Bytes("packs/bank-cn.json")];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Ledgers.BankCn.Hash);
    }

    [Fact]
    public void An_overlay_keeps_every_rule_of_what_it_lies_over()
    {
        Assert.Superset(PolicyCatalog.Shipped.Get("cn-national").Rules.Select(rule => rule.Id).ToHashSet(), Ledgers.BankCn.Rules.Select(rule => rule.Id).ToHashSet());
        Assert.All(Ledgers.BankCn.Rules, rule => Assert.NotEmpty(rule.Source));
    }

    [Theory]
    [InlineData("""{"kind":"counter","id":"r","source":"s","status":"House","counting":"Sent","per":"Debtor","maximum":1}""", "'r' needs one of")]
    [InlineData("""{"kind":"window","id":"r","source":"s","status":"House","times":[]}""", "'r' needs 'times'")]
    [InlineData("""{"kind":"rest","id":"r","source":"s","status":"House","after":0,"without":1}""", "'r' needs 'after'")]
    public void A_rule_that_says_too_little_is_refused_by_name(string rule, string fault) =>
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => Load(rule)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"kind":"counter","id":"r","source":"s","status":"House","counting":"Sent","per":"Debtor","maximum":1,"everyDays":1}""", "$.rules[0].everyDays is not a member here")]
    [InlineData("""{"kind":"counter","id":"r","source":"s","status":"House","counting":"Sends","per":"Debtor","maximum":1,"calendarDays":1}""", "is not one of the values")]
    [InlineData("""{"kind":"ban","id":"r","source":"s","status":"House"}""", "$.rules[0]")]
    public void What_a_pack_cannot_say_is_refused_with_its_place(string rule, string fault) =>
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => Load(rule)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_rules_of_one_name_are_refused()
    {
        const string Rule = """{"kind":"window","id":"r","source":"s","status":"House","times":["09:00-21:00"]}""";
        Assert.Contains("$.rules[1] is the second of two rules named 'r'", Assert.Throws<InvalidDataException>(() => Load($"{Rule},{Rule}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_follows_a_conversation_on_the_account()
    {
        var pack = Load("""{"kind":"quietAfter","id":"q","source":"s","status":"House","counting":"Conversations","per":"Account","days":7}""");
        var ledger = Ledgers.Of(Ledgers.Entry(Channel.Call, "2026-03-02 10:00:00", EntryResult.Conversation));
        var now = Ledgers.At("2026-03-05 10:00:00");
        Assert.Equal(Ledgers.At("2026-03-09 10:00:00"), ContactGate.Judge(pack, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call), now).Until);
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(pack, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call, account: "a2"), now).Outcome);
    }

    [Fact]
    public void A_window_that_begins_in_the_hour_that_spring_skips_opens_after_it()
    {
        var pack = Load("""{"kind":"window","id":"w","source":"s","status":"House","times":["02:30-04:00"]}""");
        var intended = Ledgers.Intend(Channel.Call, zones: DebtorZones.Named("America/New_York"));
        var verdict = ContactGate.Judge(pack, WorkingCalendar.China, DebtorLedger.Empty, intended, new DateTimeOffset(2026, 3, 8, 1, 0, 0, TimeSpan.FromHours(-5)));
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 3, 0, 0, TimeSpan.FromHours(-4)), verdict.Until);
    }

    private static PolicyPack Load(string rules) => PolicyPack.Load(
        "p", _ => Encoding.UTF8.GetBytes($$"""{"name":"p","version":"1","about":"a test","calendar":"cn","messageMarginMinutes":0,"optOutBinds":[],"rules":[{{rules}}]}"""));
}
