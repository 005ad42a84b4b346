using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Collections.Functions.Tests.Crash;

/// <summary>When to kill a host: so long after its business clock reached a time.</summary>
internal sealed record KillMoment(DateTimeOffset At, TimeSpan After);

/// <summary>The <c>replay</c> command as a process of its own, on a folder with which it goes on when it is started again.</summary>
internal sealed class ReplayProcess(string exports, DateOnly until, string folder)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<string> said = new();

    public string SummaryFile { get; } = Path.Combine(folder, "summary.json");

    public string Database { get; } = Path.Combine(folder, "data", "host.db");

    /// <summary>Runs until the moment, and kills the process, which has no time to notice. Its Azurite lives on until it has written its data.</summary>
    public async Task KillAtAsync(KillMoment moment)
    {
        using var process = Start();
        try
        {
            while (Clock() is not { } clock || clock < moment.At)
            {
                Assert.False(process.HasExited, $"It ended before {moment.At:O}.\n{Said()}");
                await Task.Delay(Glance);
            }

            await Task.Delay(moment.After);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>The summary, as JSON.</returns>
    public async Task<string> EndAsync()
    {
        using var process = Start();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, Said());
        return await File.ReadAllTextAsync(SummaryFile);
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // The command compiles for long runs; here it is started more often than it is used.
            Environment = { ["DOTNET_TC_QuickJit"] = "1" },
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "collections.dll"), "replay", exports, "--until", $"{until:yyyy-MM-dd}", "--desk", "auto",
                "--storage", "azurite", "--data", Path.GetDirectoryName(Database)!, "--summary", SummaryFile,
            },
        };
        said.Clear();
        var process = Process.Start(start)!;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (!string.IsNullOrEmpty(line.Data)) said.Enqueue(line.Data);
    }

    private string Said() => string.Join('\n', said);

    /// <summary>The business clock of the process; null until it says something, which it does when it begins to work.</summary>
    private DateTimeOffset? Clock() => said.IsEmpty
        ? null
        : DateTimeOffset.Parse(Query("SELECT value FROM trigger_state WHERE key = 'clock'", row => row.GetString(0))[0].Split('|')[2], CultureInfo.InvariantCulture);
}
