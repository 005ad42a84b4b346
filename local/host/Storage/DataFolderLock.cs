using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Collections.Local.Host.Storage;

/// <summary>
/// Two Azurites on one folder would overwrite each other's tables. The folder therefore names the process that uses it, and the
/// next one waits: after a crash the old Azurite needs a moment to write its data.
/// </summary>
internal static class DataFolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="InvalidOperationException">Another Azurite still uses the folder after <paramref name="patience"/>.</exception>
    public static async Task WaitUntilFreeAsync(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var started = Stopwatch.GetTimestamp();
        while (Owner(folder) is { } owner)
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw new InvalidOperationException($"Azurite process {owner} already uses {Path.GetFullPath(folder)}: stop the host that started it, or use another data folder.");
            await Task.Delay(Pause, cancellation);
        }
    }

    public static void Take(string folder, Process process) =>
        File.WriteAllText(LockFile(folder), string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime():O}"));

    private static string LockFile(string folder) => Path.Combine(folder, "azurite.process");

    private static int? Owner(string folder)
    {
        var file = LockFile(folder);
        if (!File.Exists(file) || File.ReadAllText(file).Split(' ') is not [var id, var since])
            return null;
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            var start = DateTime.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            // A process id is used again after a restart of the machine; its start time tells the two apart.
            var same = (process.StartTime.ToUniversalTime() - start).Duration() < TimeSpan.FromSeconds(1);
            return same && !process.HasExited ? process.Id : null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception or FormatException)
        {
            return null;
        }
    }
}
