using Collections.Cli.Display;

namespace Collections.Cli.Commands;

/// <summary>One command of the program. What it says of itself makes its help, so that none of its options can be missing there.</summary>
internal interface ICommand
{
    string Name { get; }

    /// <summary>One line of the overview.</summary>
    string Summary { get; }

    /// <summary>What stands behind the command's name besides options, with what it means; null if nothing does.</summary>
    (string Name, string Meaning)? Place { get; }

    /// <summary>What it does, in a few lines.</summary>
    string Description { get; }

    IReadOnlyList<Option> Options { get; }

    /// <summary>Whole calls, with what each is for.</summary>
    IReadOnlyList<(string Call, string Why)> Examples { get; }

    /// <summary>Whether a Ctrl-C is how the command ends, rather than what cuts it short.</summary>
    bool RunsUntilStopped { get; }

    /// <summary>Cancellation is an interruption; a command whose end it is returns all the same.</summary>
    Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation);
}

/// <summary>An option of a command; all take a value.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What stands for the value in the help.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Default">What holds when it is not given, in words.</param>
internal sealed record Option(string Name, string Value, string Meaning, string Default);
