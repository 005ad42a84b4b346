namespace Collections.Cli.Commands;

/// <summary>The program's help, made from what the commands say of themselves.</summary>
internal static class HelpText
{
    public static string Overview(IReadOnlyList<ICommand> commands) => $"""
        collections: runs the collections process on this machine.

        Usage: collections COMMAND [OPTIONS]

        {Table(commands.Select(command => (command.Name, command.Summary)))}

        collections COMMAND --help tells what a command does and takes.

        Answers go to standard output; progress, logs and errors to standard error: a changing block in a terminal, lines with their time elsewhere and
        wherever NO_COLOR is set or TERM is dumb.

        Exit codes:
        {Table(ExitCodes("done", "Ctrl-C ended it before it was done"))}
        """;

    public static string Of(ICommand command) => $"""
        Usage: collections {command.Name} {(command.Place is { } place ? $"{place.Name} " : "")}[OPTIONS]

        {command.Description}

        {(command.Place is { } what ? Table([what]) + "\n\n" : "")}Options:
        {Entries(command.Options.Select(option => ($"{option.Name} {option.Value}", $"{option.Meaning} (default: {option.Default})")).Append(("--help", "shows this")))}

        Examples:
        {Entries(command.Examples.Select(example => ($"collections {example.Call}", example.Why)))}

        Exit codes:
        {Table(command.RunsUntilStopped ? ExitCodes("stopped by Ctrl-C", "ended at once by a second Ctrl-C") : ExitCodes("done", "Ctrl-C ended it before it was done"))}
        """;

    private static (string, string)[] ExitCodes(string done, string interrupted) =>
    [
        ($"{ExitCode.Done}", done),
        ($"{ExitCode.Failed}", "failed; the message says what, where and what to do"),
        ($"{ExitCode.Misused}", "called wrongly; nothing was done"),
        ($"{ExitCode.Interrupted}", interrupted),
    ];

    private static string Entries(IEnumerable<(string Head, string Text)> entries) => string.Join('\n', entries.Select(entry => $"  {entry.Head}\n      {entry.Text}"));

    private static string Table(IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        var width = all.Max(row => row.Left.Length) + 2;
        return string.Join('\n', all.Select(row => $"  {row.Left.PadRight(width)}{row.Right}"));
    }
}
