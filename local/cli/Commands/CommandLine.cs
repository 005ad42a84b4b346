using Collections.Cli.Demo;
using Collections.Cli.Display;
using Collections.Cli.Policies;
using Collections.Cli.Profiles;
using Collections.Cli.Replay;
using Collections.Cli.Run;
using Collections.Cli.Samples;
using Collections.Cli.Strategies;

namespace Collections.Cli.Commands;

/// <summary>The <c>collections</c> command: finds the command that is asked for and says what went wrong in words.</summary>
public static class CommandLine
{
    private static readonly IReadOnlyList<ICommand> Commands = [new DemoCommand(), new RunCommand(), new ReplayCommand(), new ProfileCommand(), new PolicyCommand(), new StrategyCommand(), new GenerateCommand()];

    /// <returns>0: done; 1: it failed; 2: it was called wrongly, and nothing was done; 130: it was interrupted.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        using var screen = Screen.Of(output, error);
        IReadOnlyList<string> words = args is ["help", ..] ? [.. args.Skip(1), "--help"] : args;
        if (words.Count == 0 || words[0] is "--help" or "-h")
        {
            screen.Answer(HelpText.Overview(Commands));
            return words.Count == 0 ? ExitCode.Misused : ExitCode.Done;
        }

        if (Commands.FirstOrDefault(known => known.Name == words[0]) is not { } command)
        {
            screen.Error($"There is no command '{words[0]}'. {Hint(words[0])}\n\nSee: collections --help");
            return ExitCode.Misused;
        }

        if (words.Any(word => word is "--help" or "-h"))
        {
            screen.Answer(HelpText.Of(command));
            return ExitCode.Done;
        }

        return await RunAsync(command, words.Skip(1), screen, cancellation);
    }

    private static async Task<int> RunAsync(ICommand command, IEnumerable<string> args, Screen screen, CancellationToken cancellation)
    {
        using var interrupt = new Interrupt(() => screen.Line("Stopping; another Ctrl-C ends it at once."), cancellation);
        try
        {
            await command.RunAsync(Arguments.Parse(args, command.Options), screen, interrupt.Token);
            return ExitCode.Done;
        }
        catch (UsageException misuse)
        {
            screen.Error($"{misuse.Message}\n\nSee: collections {command.Name} --help");
            return ExitCode.Misused;
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            screen.Error("Interrupted.");
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // Whatever it is, somebody has to be told in words and by the exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            screen.Error(Failures.Explain(failure));
            return ExitCode.Failed;
        }
    }

    private static string Hint(string word)
    {
        var names = Commands.Select(command => command.Name).ToList();
        return Nearest.To(word, names) is { } meant ? $"Did you mean '{meant}'?" : $"There are: {string.Join(", ", names)}.";
    }
}
