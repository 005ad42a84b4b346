using System.Diagnostics;
using System.Text;

namespace Collections.Functions.Tests.Cli;

/// <summary>The program as a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process process;

    private readonly StringBuilder output = new();

    private readonly StringBuilder error = new();

    private CliProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);

    public string Error => Read(error);

    public static CliProcess Start(IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : DotnetPath())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "collections.dll") },
        };
        foreach (var arg in args) start.ArgumentList.Add(arg);

        // The command compiles for long runs; here it is started more often than it is used.
        start.Environment["DOTNET_TC_QuickJit"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new CliProcess(start);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    /// <summary>The runtime that runs this process, wherever PATH leads.</summary>
    private static string DotnetPath()
    {
        var root = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }

    private static void Note(StringBuilder said, string? line)
    {
        if (line is null) return;
        lock (said) said.AppendLine(line);
    }

    private static string Read(StringBuilder said)
    {
        lock (said) return said.ToString();
    }
}
