using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Strategies;

/// <summary>Checks strategies, draws their ladders, and tells their schema.</summary>
internal sealed class StrategyCommand : ICommand
{
    private static readonly string[] Actions = ["check", "list", "picture", "schema"];

    public string Name => "strategy";

    public string Summary => "checks strategies, and draws their ladders";

    public (string Name, string Meaning)? Place => ("check FILE|list|picture NAME|schema", "what to do, and with what; NAME is a strategy that ships (cn-default, cn-default/1), or a JSON file");

    public string Description => """
        'check' reads a strategy and tells every problem with its path: days out of order, rungs that are never reached, templates that are not
        there, risks and products without a setting. 'list' tells which strategies ship and which institutions go by them; what a running host has
        let in besides, and what is in force there, is at GET /api/strategies. 'picture' prints a ladder as the text of a Mermaid diagram. 'schema'
        prints the JSON schema.
        """;

    public IReadOnlyList<Option> Options { get; } = [];

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("strategy check my-ladder.json", "every problem of a strategy, each with its path"),
        ("strategy list", "what ships: versions, stages, institutions"),
        ("strategy picture cn-default", "what happens on which day, as a diagram"),
        ("strategy schema", "for an editor that completes and checks as you write"),
    ];

    public bool RunsUntilStopped => false;

    public Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        screen.Answer(arguments.Places switch
        {
            ["check", var file] => $"{file}: strategy {StrategyFile.Read(file).Reference}, right.",
            ["list"] => string.Join(Environment.NewLine, StrategyFile.List()),
            ["picture", var strategy] => StrategyPicture.Of(StrategyFile.Find(strategy)).TrimEnd(),
            ["schema"] => ProfileSchemas.Strategy.TrimEnd(),
            [var action, ..] when Actions.Contains(action) =>
                throw new UsageException($"'strategy {action}' is called with {(action == "check" ? "a file" : action == "picture" ? "a strategy" : "nothing else")}."),
            [var action, ..] => throw new UsageException($"'{action}' is not one of {string.Join(", ", Actions)}.{(Nearest.To(action, Actions) is { } meant ? $" Did you mean '{meant}'?" : "")}"),
            _ => throw new UsageException($"Say what to do: {string.Join(", ", Actions)}."),
        });
        return Task.CompletedTask;
    }
}
