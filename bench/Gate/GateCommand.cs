using System.Diagnostics;
using System.Globalization;
using Collections.Cli.Commands;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Bench.Gate;

/// <summary>How many verdicts a second the gate gives on one core, over ledgers and moments as a portfolio has them.</summary>
internal static class GateCommand
{
    private const int History = 20;

    private static readonly IReadOnlyList<Option> All =
    [
        new("--verdicts", "N", "verdicts a run", "400000"),
        new("--runs", "N", "runs, after one for the compiler", "5"),
    ];

    private static readonly string Help = $"""
        Usage: dotnet run -c Release --project bench -- gate [OPTIONS]

        Judges calls and messages of debtors with {History} earlier contacts at moments spread over a fortnight: most are allowed or deferred, as they come. Against it: an empty
        ledger, only moments at which it is allowed, only those at which it is deferred, and two zones.

        {string.Join("\n", All.Select(option => $"  {option.Name} {option.Value}\n      {option.Meaning} (default: {option.Default})"))}
        """;

    public static int Run(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        try
        {
            var arguments = Arguments.Parse(args, All);
            arguments.NoPlaces();
            Measure(arguments.Number("--verdicts", 400_000, 1000, 100_000_000), arguments.Number("--runs", 5, 1, 100));
            return 0;
        }
        catch (UsageException misuse)
        {
            Console.Error.WriteLine(misuse.Message);
            return 2;
        }
    }

    private static void Measure(int verdicts, int runs)
    {
        var questions = GateQuestions.Make(seed: 5, History).ToList();
        var allowed = questions.Where(question => Judge(question).Outcome == VerdictOutcome.Allowed).ToList();
        var deferred = questions.Where(question => Judge(question).Outcome == VerdictOutcome.Deferred).ToList();
        Console.WriteLine($"bank-cn, {questions.Count} questions: {allowed.Count} allowed, {deferred.Count} deferred, {questions.Count - allowed.Count - deferred.Count} forbidden");
        (string Name, List<AskedQuestion> Questions)[] rows =
        [
            ("mixed", questions), ("empty ledger", GateQuestions.Make(seed: 5, history: 0).ToList()), ("allowed", allowed), ("deferred", deferred),
            ("two zones", [.. questions.Select(question => question with { Intended = question.Intended with { Zones = GateQuestions.TwoZones } })]),
        ];
        var rates = rows.ToDictionary(row => row.Name, _ => new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            // Taken in turn, so that what else the machine does falls on all alike.
            foreach (var (name, asked) in rows)
            {
                var rate = Rate(asked, verdicts);
                if (run > 0) rates[name].Add(rate);
            }
        }

        Console.WriteLine($"{"",-14}{"verdicts/s on one core",32}{"of mixed",12}");
        var mixed = Median(rates["mixed"]);
        foreach (var (name, _) in rows)
        {
            var median = Median(rates[name]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-14}{$"{median:N0} ({rates[name].Min():N0}-{rates[name].Max():N0})",32}{median / mixed,12:0.00}"));
        }
    }

    private static double Rate(List<AskedQuestion> asked, int verdicts)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < verdicts; i++) Judge(asked[i % asked.Count]);
        return verdicts / watch.Elapsed.TotalSeconds;
    }

    private static ContactVerdict Judge(AskedQuestion asked) => ContactGate.Judge(GateQuestions.Pack, WorkingCalendar.China, asked.Ledger, asked.Intended, asked.At);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

internal sealed record AskedQuestion(DebtorLedger Ledger, IntendedContact Intended, DateTimeOffset At);

/// <summary>Contacts that are wanted, by debtors with a history.</summary>
internal static class GateQuestions
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static PolicyPack Pack { get; } = PolicyCatalog.Shipped.Get("bank-cn");

    public static DebtorZones TwoZones { get; } = DebtorZones.Named("Asia/Shanghai", "Asia/Tokyo");

    public static IEnumerable<AskedQuestion> Make(ulong seed, int history)
    {
        var random = seed;
        for (var i = 0; i < 1000; i++)
        {
            var ledger = DebtorLedger.Empty;
            var at = Start.AddMinutes(Next(14 * 24 * 60));
            for (var n = 0; n < history; n++)
            {
                var channel = Next(3) == 0 ? Channel.Call : Channel.Sms;
                var result = channel == Channel.Sms ? EntryResult.Delivered : Next(4) == 0 ? EntryResult.Conversation : EntryResult.Unanswered;
                ledger = ledger.With(new LedgerEntry($"c{n}", at.AddHours(-30 - Next(60 * 24)), channel, Purpose.Collection, new AccountKey($"a{Next(3)}"), $"p{Next(2)}", result));
            }

            yield return new AskedQuestion(ledger, new IntendedContact
            {
                Channel = Next(2) == 0 ? Channel.Call : Channel.Sms,
                Purpose = Purpose.Collection,
                Party = Party.Debtor,
                Stage = Next(2) == 0 ? Stage.Reminder : Stage.Negotiation,
                Account = new AccountKey("a0"),
                Phone = "p0",
                Zones = DebtorZones.Of("440100"),
            }, at);
        }

        int Next(int below)
        {
            random = (random * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((random >> 33) % (ulong)below);
        }
    }
}
