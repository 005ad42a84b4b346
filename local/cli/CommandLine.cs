using Collections.Cli.Demo;
using Collections.Cli.Replay;
using Collections.Cli.Samples;
using Collections.Local.Durable;

namespace Collections.Cli;

/// <summary>The <c>collections</c> command: finds the command that is asked for and says what went wrong in words.</summary>
public static class CommandLine
{
    private const int Success = 0;

    private const int Failure = 1;

    private const int Misused = 2;

    private static readonly IReadOnlyList<ICommand> Commands = [new DemoCommand(), new ReplayCommand(), new GenerateCommand()];

    /// <returns>0: done; 1: it failed; 2: it was called wrongly, and nothing was done.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (args.Count == 0 || args[0] is "--help" or "-h" or "help")
        {
            await output.WriteLineAsync(Overview());
            return args.Count == 0 ? Misused : Success;
        }

        if (Commands.FirstOrDefault(known => known.Name == args[0]) is not { } command)
        {
            await error.WriteLineAsync($"There is no command '{args[0]}'.\n\n{Overview()}");
            return Misused;
        }

        if (args.Contains("--help") || args.Contains("-h"))
        {
            await output.WriteLineAsync(command.Help);
            return Success;
        }

        try
        {
            using var interrupt = new Interrupt(cancellation);
            await command.RunAsync(Arguments.Parse(args.Skip(1), command.Options), output, interrupt.Token);
            return Success;
        }
        catch (UsageException misuse)
        {
            await error.WriteLineAsync($"{misuse.Message}\n\nSee: collections {command.Name} --help");
            return Misused;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.");
            return Failure;
        }
        catch (Exception failure) when (failure is LocalDatabaseException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // What the host says in these is meant for people; anything else shows itself with its trace.
            await error.WriteLineAsync(failure.Message);
            return Failure;
        }
    }

    private static string Overview() => $"""
        collections: runs the collections process on this machine.

        {string.Join("\n", Commands.Select(command => $"  {command.Name,-10}{command.Summary}"))}

        collections COMMAND --help tells more.
        """;
}

/// <summary>One command of the program.</summary>
internal interface ICommand
{
    string Name { get; }

    /// <summary>One line of the overview.</summary>
    string Summary { get; }

    string Help { get; }

    /// <summary>Options that it takes, each with a value.</summary>
    IReadOnlyList<string> Options { get; }

    Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellation);
}
