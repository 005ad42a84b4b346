using System.Globalization;

namespace Collections.Cli.Display;

/// <summary>
/// Where all commands say what they do. Answers go to standard output. Progress, logs and errors go to standard error: in a terminal a block of lines
/// that is drawn anew, elsewhere lines that stay, each with its time.
/// </summary>
internal sealed class Screen : IDisposable
{
    private readonly TextWriter output;

    private readonly TextWriter error;

    /// <summary>Columns of the terminal; null where there is none.</summary>
    private readonly Func<int>? width;

    private readonly TimeProvider clock;

    private readonly Lock sync = new();

    private IReadOnlyList<string> block = [];

    private IReadOnlyList<string> below = [];

    private int drawn;

    public Screen(TextWriter output, TextWriter error, Func<int>? width, TimeProvider clock) =>
        (this.output, this.error, this.width, this.clock) = (output, error, width, clock);

    public bool IsTerminal => width is not null;

    /// <summary>A terminal only if standard error is one that can move its cursor and nobody asked for plain text.</summary>
    public static Screen Of(TextWriter output, TextWriter error)
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && !plain;
        return new Screen(output, error, isTerminal ? Columns : null, TimeProvider.System);
    }

    /// <summary>What the command was called for.</summary>
    public void Answer(string text)
    {
        lock (sync)
        {
            Erase();
            output.WriteLine(text);
            output.Flush();
        }
    }

    /// <summary>Why the command ends.</summary>
    public void Error(string text)
    {
        lock (sync)
        {
            Erase();
            error.WriteLine(text);
        }
    }

    /// <summary>A line that stays.</summary>
    public void Line(string text)
    {
        lock (sync)
        {
            Erase();
            error.WriteLine(IsTerminal ? text : string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():yyyy-MM-dd HH:mm:ss} {text}"));
            Draw();
        }
    }

    /// <summary>How things stand.</summary>
    /// <param name="lines">The block of a terminal, which takes the place of the one before.</param>
    /// <param name="line">What is worth a line where lines stay; null if nothing is.</param>
    public void Show(IReadOnlyList<string> lines, string? line)
    {
        if (!IsTerminal)
        {
            if (line is not null) Line(line);
            return;
        }

        lock (sync)
        {
            Erase();
            block = lines;
            Draw();
        }
    }

    /// <summary>Lines of a terminal's block that change by themselves, below the others.</summary>
    public void ShowBelow(IReadOnlyList<string> lines)
    {
        if (!IsTerminal) return;
        lock (sync)
        {
            if (below.SequenceEqual(lines)) return;
            Erase();
            below = lines;
            Draw();
        }
    }

    /// <summary>Leaves the block as it stands.</summary>
    public void Dispose()
    {
        lock (sync) (block, below, drawn) = ([], [], 0);
    }

    /// <summary>Back to the block's first line, and everything behind it away.</summary>
    private void Erase()
    {
        if (drawn > 0) error.Write(string.Create(CultureInfo.InvariantCulture, $"\e[{drawn}F\e[J"));
        drawn = 0;
    }

    private void Draw()
    {
        if (block.Count + below.Count == 0) return;

        // A line as wide as the terminal would wrap in some, and the block would no longer be as high as it has lines.
        var columns = Math.Max(1, width!() - 1);
        error.Write(string.Concat(block.Concat(below).Select(text => Columns(text, columns) + Environment.NewLine)));
        error.Flush();
        drawn = block.Count + below.Count;
    }

    /// <summary>As much of a text as fits. East Asian characters take two columns.</summary>
    private static string Columns(string text, int columns)
    {
        for (var (at, used) = (0, 0); at < text.Length; at++)
        {
            used += text[at] >= '\u1100' ? 2 : 1;
            if (used > columns) return text[..at];
        }

        return text;
    }

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth is var columns and > 0 ? columns : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
