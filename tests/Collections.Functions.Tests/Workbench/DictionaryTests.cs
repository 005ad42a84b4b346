using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Collections.Tests.Browser;

namespace Collections.Functions.Tests.Workbench;

/// <summary>What the workbench says, held against the program: no code without a word, in either language.</summary>
public class DictionaryTests
{
    private static readonly string Site = Repository.Path("functions/Workbench/Site");

    private static readonly string Dictionary = File.ReadAllText(Path.Combine(Site, "dictionary.js"));

    private static readonly HashSet<string> Codes = [.. Entries(Dictionary[Dictionary.IndexOf("export const codes", StringComparison.Ordinal)..])];

    [Fact]
    public void Every_kind_of_fact_and_every_closed_set_that_is_shown_has_words()
    {
        IEnumerable<string> facts = typeof(Fact).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Select(kind => (string)((JsonDerivedTypeAttribute)kind).TypeDiscriminator!);
        Type[] sets =
        [
            typeof(Stage), typeof(Line), typeof(Product), typeof(RiskLevel), typeof(Channel), typeof(Purpose), typeof(Party), typeof(ClosingReason), typeof(TaskKind), typeof(ApprovalSubject), typeof(CallOutcome),
            typeof(VisitOutcome), typeof(SendOutcome), typeof(ContactState), typeof(VerdictOutcome), typeof(SuspensionKind), typeof(ImportStatus), typeof(PromiseVerdict), typeof(PlanKind), typeof(VersionState), typeof(DebtorKind), typeof(PhoneKind),
        ];
        Assert.Empty(facts.Concat(sets.SelectMany(Enum.GetNames)).Concat(WorkQueues.All).Concat(Roles.All).Concat(PromiseCommands.Methods).Except(Codes));
    }

    [Fact]
    public void Everything_the_pages_say_is_in_the_dictionary_and_nothing_is_there_for_nobody()
    {
        var said = Entries(Dictionary[Dictionary.IndexOf("export const said", StringComparison.Ordinal)..Dictionary.IndexOf("export const codes", StringComparison.Ordinal)]).ToHashSet();
        var pages = string.Concat(Directory.GetFiles(Site, "*.js", SearchOption.AllDirectories).Where(file => !file.Contains("vendor") && !file.EndsWith("dictionary.js", StringComparison.Ordinal)).Select(File.ReadAllText));
        var used = Regex.Matches(pages, @"\bt\(\s*'([\w-]+)'").Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Subset(said, used);
        Assert.DoesNotContain(said, name => !used.Contains(name) && !pages.Contains($"'{name}'", StringComparison.Ordinal) && !name.StartsWith("filter-", StringComparison.Ordinal));
    }

    [Fact]
    public void The_librarys_file_is_the_packages_own() =>
        Assert.Equal(File.ReadAllBytes(Repository.Path("node_modules/htm/preact/standalone.module.js")), File.ReadAllBytes(Path.Combine(Site, "vendor", "htm-preact.js")));

    private static IEnumerable<string> Entries(string text) => Regex.Matches(text, @"(?:'([\w:-]+)'|\b([A-Za-z]\w*)): \[").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);
}
