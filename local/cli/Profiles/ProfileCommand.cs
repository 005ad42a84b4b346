using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Profiles;

/// <summary>Tries how a bank's files are understood, checks profiles, and tells their schemas. Touches nothing.</summary>
internal sealed class ProfileCommand : ICommand
{
    private static readonly string[] Actions = ["try", "check", "schema"];

    public string Name => "profile";

    public string Summary => "tries how a bank's file is understood; checks mapping profiles";

    public (string Name, string Meaning)? Place => ("try PROFILE FILE|check FILE|schema institution|format", "what to do, and with what; PROFILE is an institution, a format or a JSON file");

    public string Description => """
        'try' reads a bank's file by a profile and shows the first rows as understood, field by field and masked, the rejected rows with line, byte,
        field and reason, and the totals. 'check' reads a profile (a JSON file of an institution or a format) and tells every problem with its path.
        'schema' prints the JSON schema of either.
        """;

    public IReadOnlyList<Option> Options { get; } =
    [
        new("--kind", "KIND", "kind of the file, as manifests write it: delinquency, payments, totals, exits, …", "what name or manifest tell, or delinquency"),
        new("--day", "DATE", "business date of the file", "what name or manifest tell, or the last day before today"),
        new("--institution", "CODE", "whose file it is, where PROFILE is a format", "what the first row says"),
        new("--rows", "N", "rows and rejects that are shown", "3"),
    ];

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("profile try YQBK samples/cn-core/YQZH_20260430_bad.txt --day 2026-04-30", "a core system's file, with what is wrong in it"),
        ("profile try canonical-v1 samples/demo/delinquency-20260430.csv", "a format by its name"),
        ("profile check my-bank.json", "every problem of a profile, with its path"),
        ("profile schema format", "for an editor that completes and checks as you write"),
    ];

    public bool RunsUntilStopped => false;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        switch (arguments.Places)
        {
            case ["try", var profile, var file]:
                await TryAsync(arguments, profile, file, screen, cancellation);
                break;
            case ["check", var file]:
                screen.Answer(ProfileFile.Check(file));
                break;
            case ["schema", "institution"]:
                screen.Answer(ProfileSchemas.Institution.TrimEnd());
                break;
            case ["schema", "format"]:
                screen.Answer(ProfileSchemas.Format.TrimEnd());
                break;
            case [var action, ..] when Actions.Contains(action):
                throw new UsageException($"'profile {action}' is called with {(action == "try" ? "a profile and a file" : action == "check" ? "a file" : "institution or format")}.");
            case [var action, ..]:
                throw new UsageException($"'{action}' is not one of {string.Join(", ", Actions)}.{(Nearest.To(action, Actions) is { } meant ? $" Did you mean '{meant}'?" : "")}");
            default:
                throw new UsageException($"Say what to do: {string.Join(", ", Actions)}.");
        }
    }

    private static async Task TryAsync(Arguments arguments, string profile, string file, Screen screen, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw new UsageException($"There is no file '{file}'.");
        var (institution, format) = ProfileFile.Find(profile);
        var kind = arguments.Text("--kind") is { } word
            ? Enum.GetValues<ExportKind>().Where(known => known.Word() == word).Select(known => (ExportKind?)known).FirstOrDefault() ?? throw new UsageException($"'--kind' is not '{word}'.")
            : (ExportKind?)null;
        var trial = new ProfileTrial(format, institution, kind, arguments.Date("--day"), arguments.Text("--institution"), arguments.Number("--rows", 3, 0, 1000));
        screen.Answer(string.Join(Environment.NewLine, await trial.RunAsync(file, cancellation)).TrimEnd());
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
