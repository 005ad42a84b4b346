using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Policies;

/// <summary>Checks policy packs, compares two of them, also over a history, and tells their schema.</summary>
internal sealed class PolicyCommand : ICommand
{
    private static readonly string[] Actions = ["check", "diff", "schema"];

    public string Name => "policy";

    public string Summary => "checks policy packs, and compares what two of them allow";

    public (string Name, string Meaning)? Place => ("check FILE|diff OLD NEW|schema", "what to do, and with what; OLD and NEW are packs that ship, by name, or JSON files");

    public string Description => """
        'check' reads a pack and what it lies over (beside it, or of those that ship), tells every problem with its path and rule, and else every
        rule in words. 'diff' tells what NEW adds, removes, tightens and loosens; with '--replay' it also runs a folder of exports under OLD and
        judges each contact that came of it again under NEW. 'schema' prints the JSON schema of a pack.
        """;

    public IReadOnlyList<Option> Options { get; } =
    [
        new("--replay", "DIR", "folder of exports whose contacts are judged under both", "none"),
        new("--until", "DATE", "last day of that run", "60 days after the last file"),
        CommonOptions.Port("0"),
        CommonOptions.Faults,
        CommonOptions.Log,
    ];

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("policy check my-bank.json", "every problem of a pack, or every rule in words"),
        ("policy diff cn-national bank-cn", "what the house rules add to the law"),
        ("policy diff bank-cn us-reg-f --replay samples/demo --until 2026-05-31", "what of three months would have been forbidden, and what allowed"),
        ("policy schema", "for an editor that completes and checks as you write"),
    ];

    public bool RunsUntilStopped => false;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        switch (arguments.Places)
        {
            case ["check", var file]:
                screen.Answer(PolicyFile.Check(file));
                break;
            case ["diff", var before, var after]:
                var (old, @new) = (PolicyFile.Read(before), PolicyFile.Read(after));
                screen.Answer(string.Join(Environment.NewLine, PolicyDiff.Lines(old, @new)));
                if (arguments.Text("--replay") is { } folder)
                    screen.Answer(string.Join(Environment.NewLine, await new PolicyReplay(old, @new, screen).RunAsync(arguments, folder, cancellation)));
                break;
            case ["schema"]:
                screen.Answer(ProfileSchemas.Pack.TrimEnd());
                break;
            case [var action, ..] when Actions.Contains(action):
                throw new UsageException($"'policy {action}' is called with {(action == "diff" ? "two packs" : action == "check" ? "a file" : "nothing else")}.");
            case [var action, ..]:
                throw new UsageException($"'{action}' is not one of {string.Join(", ", Actions)}.{(Nearest.To(action, Actions) is { } meant ? $" Did you mean '{meant}'?" : "")}");
            default:
                throw new UsageException($"Say what to do: {string.Join(", ", Actions)}.");
        }
    }
}
