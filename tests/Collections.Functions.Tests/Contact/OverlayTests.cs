using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact;

/// <summary>An overlay may only tighten, and what loosens is refused by the rule's name. (R5.2)</summary>
public sealed class OverlayTests
{
    private const string Base = """
        {"name":"base","version":"1","about":"a law","calendar":"cn","messageMarginMinutes":30,"optOutBinds":["Collection"],"rules":[
          {"kind":"window","id":"w","source":"s","status":"House","purposes":["Collection"],"channels":["Sms","Call"],"times":["08:00-12:00","12:00-22:00"],"unlessAgreed":true},
          {"kind":"counter","id":"c","source":"s","status":"House","channels":["Call"],"counting":"Attempts","per":"Debtor","maximum":3,"rollingDays":7},
          {"kind":"spacing","id":"s","source":"s","status":"House","counting":"Attempts","per":"Debtor","hours":2},
          {"kind":"quietAfter","id":"q","source":"s","status":"House","counting":"Conversations","per":"Account","days":7},
          {"kind":"rest","id":"r","source":"s","status":"House","after":3,"without":2},
          {"kind":"suspension","id":"u","source":"s","status":"House","kinds":["Plan","Dispute"]},
          {"kind":"thirdParty","id":"t","source":"s","status":"House","failedDays":3,"everyDays":30},
          {"kind":"visit","id":"v","source":"s","status":"House","minimum":2,"maximum":3},
          {"kind":"messageElements","id":"m","source":"s","status":"House","elements":["Identity","OptOut"]},
          {"kind":"retention","id":"k","source":"s","status":"House","years":5},
          {"kind":"complaintClock","id":"x","source":"s","status":"House","simpleDays":15,"complexDays":30},
          {"kind":"planLimits","id":"p","source":"s","status":"House","maximumInstalments":60}]}
        """;

    [Theory]
    [InlineData("window", "w", "\"channels\":[\"Sms\",\"Call\"],\"times\":[\"09:00-21:00\"]")]
    [InlineData("window", "w", "\"times\":[\"11:00-13:00\"]")]
    [InlineData("counter", "c", "\"channels\":[\"Call\",\"Sms\"],\"counting\":\"Attempts\",\"per\":\"Debtor\",\"maximum\":2,\"rollingDays\":14")]
    [InlineData("suspension", "u", "\"kinds\":[\"Plan\",\"Dispute\",\"Illness\"]")]
    [InlineData("thirdParty", "t", "\"failedDays\":5,\"everyDays\":60")]
    [InlineData("visit", "v", "\"minimum\":2,\"maximum\":2")]
    [InlineData("planLimits", "p", "\"maximumInstalments\":36")]
    public void What_tightens_takes_the_rules_place(string kind, string id, string figures)
    {
        var pack = Overlay(Rule(kind, id, figures), out var faults)!;
        Assert.Empty(faults);
        Assert.Equal("over rule", Assert.Single(pack.Rules, rule => rule.Id == id).Source);
        Assert.Equal(12, pack.Rules.Count);
    }

    [Theory]
    [InlineData("window", "w", "\"channels\":[\"Sms\",\"Call\"],\"times\":[\"07:00-21:00\"]", "other times")]
    [InlineData("window", "w", "\"channels\":[\"Sms\"],\"times\":[\"09:00-21:00\"]", "fewer channels")]
    [InlineData("window", "w", "\"stages\":[\"Reminder\"],\"times\":[\"09:00-21:00\"]", "fewer stages")]
    [InlineData("window", "w", "\"strength\":\"Presumptive\",\"times\":[\"09:00-21:00\"]", "only presumes")]
    [InlineData("counter", "c", "\"channels\":[\"Call\"],\"counting\":\"Attempts\",\"per\":\"Debtor\",\"maximum\":4,\"rollingDays\":7", "its maximum is 4")]
    [InlineData("counter", "c", "\"channels\":[\"Call\"],\"counting\":\"Attempts\",\"per\":\"Debtor\",\"maximum\":3,\"rollingDays\":6", "shorter time")]
    [InlineData("counter", "c", "\"channels\":[\"Call\"],\"counting\":\"Attempts\",\"per\":\"Account\",\"maximum\":3,\"rollingDays\":7", "per Debtor")]
    [InlineData("counter", "c", "\"channels\":[\"Call\"],\"counting\":\"Answered\",\"per\":\"Debtor\",\"maximum\":3,\"rollingDays\":7", "count Attempts")]
    [InlineData("counter", "w", "\"counting\":\"Attempts\",\"per\":\"Debtor\",\"maximum\":3,\"rollingDays\":7", "another kind")]
    [InlineData("spacing", "s", "\"counting\":\"Attempts\",\"per\":\"Debtor\",\"hours\":1", "fewer than 2 hours")]
    [InlineData("quietAfter", "q", "\"counting\":\"Conversations\",\"per\":\"Account\",\"days\":6", "fewer than 7 days")]
    [InlineData("rest", "r", "\"after\":4,\"without\":2", "after more than 3")]
    [InlineData("rest", "r", "\"after\":3,\"without\":1", "fewer than 2 days")]
    [InlineData("suspension", "u", "\"kinds\":[\"Plan\"]", "fewer kinds")]
    [InlineData("thirdParty", "t", "\"failedDays\":3,\"everyDays\":29", "more than one in 30")]
    [InlineData("visit", "v", "\"minimum\":1,\"maximum\":3", "fewer than 2")]
    [InlineData("messageElements", "m", "\"elements\":[\"Identity\"]", "fewer elements")]
    [InlineData("retention", "k", "\"years\":4", "fewer than 5 years")]
    [InlineData("complaintClock", "x", "\"simpleDays\":16,\"complexDays\":30", "more time")]
    [InlineData("planLimits", "p", "\"maximumInstalments\":61", "more than 60")]
    public void What_loosens_is_refused_naming_the_rule(string kind, string id, string figures, string why)
    {
        Assert.Null(Overlay(Rule(kind, id, figures), out var faults));
        var fault = Assert.Single(faults);
        Assert.Equal("$.rules[0]", fault.Path);
        Assert.Contains($"'{id}' loosens", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(why, fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"messageMarginMinutes\":10,", "$.messageMarginMinutes")]
    [InlineData("\"optOutBinds\":[\"Service\"],", "$.optOutBinds")]
    [InlineData("\"calendar\":\"au\",", "$.calendar")]
    [InlineData("\"over\":\"nowhere\",", "$.over")]
    public void What_loosens_a_pack_as_a_whole_is_refused(string member, string path)
    {
        var over = $$"""{"name":"over","version":"1","about":"a house rule",{{(member.Contains("over", StringComparison.Ordinal) ? "" : "\"over\":\"base\",")}}{{member}}"rules":[]}""";
        Assert.Null(PackLayers.Read("over", name => name == "over" ? Encoding.UTF8.GetBytes(over) : name == "base" ? Encoding.UTF8.GetBytes(Base) : null, out var faults));
        Assert.Equal(path, Assert.Single(faults).Path);
    }

    /// <summary>Whatever an overlay says that is let in: it allows nothing that the law below forbids.</summary>
    [Fact]
    public void What_an_overlay_allows_the_law_below_allows() => Prop.ForAll(Overlays(), sample =>
    {
        var (overlay, contacts, minutes) = sample;
        if (Overlay(overlay, out _) is not { } over) return true;
        var law = PolicyPack.Load("base", _ => Encoding.UTF8.GetBytes(Base));
        var now = Ledgers.At("2026-03-02 00:00:00").AddMinutes(minutes);
        var ledger = DebtorLedger.Empty;
        foreach (var (hours, talked) in contacts)
        {
            ledger = ledger.With(new LedgerEntry(
                $"c{hours}", now.AddHours(-hours), Channel.Call, Purpose.Collection, new AccountKey("a1"), "p1", talked ? EntryResult.Conversation : EntryResult.Unanswered));
        }

        foreach (var channel in (Channel[])[Channel.Call, Channel.Sms])
        {
            var intended = Ledgers.Intend(channel);
            if (ContactGate.Judge(over, WorkingCalendar.China, ledger, intended, now).Outcome == VerdictOutcome.Allowed
                && ContactGate.Judge(law, WorkingCalendar.China, ledger, intended, now).Outcome != VerdictOutcome.Allowed) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<(string Overlay, List<(int Hours, bool Talked)> Contacts, int Minutes)> Overlays() => (
        from start in Gen.Choose(6, 14)
        from length in Gen.Choose(1, 9)
        from maximum in Gen.Choose(1, 5)
        from days in Gen.Choose(1, 14)
        from hours in Gen.Choose(1, 5)
        from which in Gen.Choose(0, 2)
        from contacts in (from ago in Gen.Choose(0, 240) from talked in Gen.Elements(true, false) select (ago, talked)).ListOf()
        from minutes in Gen.Choose(0, 7 * 24 * 60)
        select (which switch
        {
            0 => Rule("window", "w", $"\"times\":[\"{start:00}:00-{start + length:00}:00\"]"),
            1 => Rule("counter", "c", $"\"counting\":\"Attempts\",\"per\":\"Debtor\",\"maximum\":{maximum},\"rollingDays\":{days}"),
            _ => Rule("spacing", "s", $"\"counting\":\"Attempts\",\"per\":\"Debtor\",\"hours\":{hours}"),
        }, contacts, minutes)).ToArbitrary();

    private static string Rule(string kind, string id, string figures) => $$"""{"kind":"{{kind}}","id":"{{id}}","source":"over rule","status":"House",{{figures}}}""";

    private static PolicyPack? Overlay(string rule, out IReadOnlyList<Functions.Ingestion.ProfileFault> faults)
    {
        var over = $$"""{"name":"over","version":"1","about":"a house rule","over":"base","rules":[{{rule}}]}""";
        return PackLayers.Read("over", name => Encoding.UTF8.GetBytes(name == "over" ? over : Base), out faults);
    }
}
