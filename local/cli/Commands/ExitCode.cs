namespace Collections.Cli.Commands;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>Called wrongly: nothing was done.</summary>
    public const int Misused = 2;

    /// <summary>As shells have it for a program that Ctrl-C has ended.</summary>
    public const int Interrupted = 130;
}
