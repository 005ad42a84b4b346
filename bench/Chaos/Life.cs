using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Collections.Bench.Chaos;

/// <summary>A host process from its start until it ends or is killed, which it has no time to notice.</summary>
internal sealed partial class Life : IDisposable
{
    private const int LinesKept = 60;

    private readonly Process process;

    private readonly Channel<string> answers = System.Threading.Channels.Channel.CreateUnbounded<string>();

    private readonly ConcurrentQueue<string> said = new();

    private readonly ConcurrentDictionary<string, long> faults = new(StringComparer.Ordinal);

    private readonly TaskCompletionSource spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Life(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data, isAnswer: true);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, isAnswer: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends with its first words, or with it.</summary>
    public Task Speaks => spoken.Task;

    /// <summary>Faults that it said it made, by kind.</summary>
    public IReadOnlyDictionary<string, long> Faults => faults;

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>The last lines that it said, faults left out.</summary>
    public string LastWords => string.Join('\n', said);

    /// <param name="program">Assembly beside this one.</param>
    public static Life Start(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { Path.Combine(AppContext.BaseDirectory, program) } };
        foreach (var arg in args) start.ArgumentList.Add(arg);

        // The programs compile for long runs; here they are started more often than they are used.
        start.Environment["DOTNET_TC_QuickJit"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        return new Life(start);
    }

    /// <summary>The first line on standard output; null if it ended without one.</summary>
    public async Task<string?> AnswerAsync(CancellationToken cancellation)
    {
        while (await answers.Reader.WaitToReadAsync(cancellation))
        {
            if (answers.Reader.TryRead(out var line)) return line;
        }

        return null;
    }

    /// <summary>Whether it has ended, its last words heard.</summary>
    public async Task<bool> EndsByItselfAsync()
    {
        if (!process.HasExited) return false;
        await process.WaitForExitAsync();
        return true;
    }

    public Task EndAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private void Hear(string? line, bool isAnswer)
    {
        spoken.TrySetResult();
        if (line is null)
        {
            if (isAnswer) answers.Writer.TryComplete();
            return;
        }

        if (Fault().Match(line) is { Success: true } fault)
        {
            faults.AddOrUpdate(fault.Groups[1].Value, 1, (_, count) => count + 1);
            return;
        }

        if (isAnswer) answers.Writer.TryWrite(line);
        said.Enqueue(line);
        if (said.Count > LinesKept) said.TryDequeue(out _);
    }

    [GeneratedRegex(@"Fault on demand: ([\w.]+),")]
    private static partial Regex Fault();
}
