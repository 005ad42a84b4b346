using Collections.Bench.Chaos;
using Collections.Bench.Engine;
using Collections.Bench.Gate;
using Collections.Bench.Import;
using Collections.Bench.Parse;
using Collections.Bench.Payments;

const string Overview = """
    collections-bench: measures what the docs claim. Each command prints its figures with their spread.

      engine   orchestrations, events and timers a second, and what a replay costs, in memory and on SQLite
      scale    a hundred thousand waiting instances: memory, time to be ready again, timers due together
      import   a day's file taken in, new, unchanged and changed: rows a second, storage transactions, memory
      parse    rows of a file parsed, mapped and checked a second on one core, in each layout
      gate     verdicts a second on one core, over ledgers as a portfolio has them
      payments how long a payment by message takes to end its case
      chaos    hosts that are killed at random with faults on, and whether anything was lost, doubled or stuck

    COMMAND --help tells more.
    """;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
};
string[] rest = [.. args.Skip(1)];
switch (args.FirstOrDefault())
{
    case "engine":
        return await EngineCommand.RunAsync(rest, interrupt.Token);
    case "scale":
        return await ScaleCommand.RunAsync(rest, interrupt.Token);
    case "import":
        return await ImportCommand.RunAsync(rest, interrupt.Token);
    case "parse":
        return await ParseCommand.RunAsync(rest, interrupt.Token);
    case "gate":
        return GateCommand.Run(rest);
    case "payments":
        return await PaymentsCommand.RunAsync(rest, interrupt.Token);
    case "chaos":
        return await ChaosCommand.RunAsync(rest, interrupt.Token);
    default:
        Console.WriteLine(Overview);
        return args is ["--help"] ? 0 : 2;
}
