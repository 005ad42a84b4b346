using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Collections.Local.Host.Storage;

/// <summary>
/// A running Azurite (blob and table services of one emulated account). It ends with this object or, whatever happens to this
/// process, soon after it: Azurite watches its standard input and, when that closes, writes its data and exits.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>
    /// Azurite writes its tables to disk every few seconds and at a graceful end, so being killed would lose the last rows.
    /// No signal ends a child gracefully on every system; a closed standard input does. If the parent was killed, nobody reads what
    /// Azurite says while it ends, which must not stop it. Ctrl-C in a terminal reaches children too: Azurite must not go before the work that
    /// needs it has ended, so it is deaf to that signal.
    /// </summary>
    private const string Launcher = """
        process.argv.splice(1, 0, process.env.AZURITE_SCRIPT);
        process.stdout.on('error', () => {});
        process.stderr.on('error', () => {});
        process.on('SIGINT', () => {});
        for (const add of ['on', 'once', 'addListener']) {
          const real = process[add];
          process[add] = function (event, ...rest) { return event === 'SIGINT' ? this : real.call(this, event, ...rest); };
        }
        process.stdin.on('end', () => process.emit('SIGTERM')).on('error', () => process.emit('SIGTERM')).resume();
        require(process.env.AZURITE_SCRIPT);
        """;

    private readonly Process _process;
    private readonly AzuriteOptions _options;
    private readonly AzuriteOutput _output;

    private AzuriteProcess(Process process, AzuriteOptions options, AzuriteOutput output) =>
        (_process, _options, _output) = (process, options, output);

    /// <summary>For table and blob clients alike; holds no queue endpoint.</summary>
    public string ConnectionString { get; private set; } = "";

    public int ProcessId => _process.Id;

    /// <summary>Starts Azurite and returns when both services answer.</summary>
    /// <exception cref="InvalidOperationException">Node is missing, Azurite ended at once, or did not answer in time.</exception>
    /// <exception cref="FileNotFoundException">Azurite is not installed.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new AzuriteOptions();
        var script = AzuriteInstallation.FindScript();
        if (options.DataFolder is not null)
            await DataFolderLock.WaitUntilFreeAsync(options.DataFolder, options.Patience, cancellation);

        var output = new AzuriteOutput();
        var azurite = new AzuriteProcess(Launch(script, options), options, output);
        try
        {
            azurite.Watch();
            var (blobPort, tablePort) = await output.Ports.WaitAsync(options.Patience, cancellation);
            azurite.ConnectionString = DevelopmentStorage.ConnectionString(blobPort, tablePort);
            return azurite;
        }
        catch (TimeoutException)
        {
            await azurite.DisposeAsync();
            throw new InvalidOperationException($"Azurite did not answer within {options.Patience.TotalSeconds:0} seconds. It said: {output}");
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts Azurite only where it is wanted: null if the connection string names another account or if the emulator already answers.</summary>
    public static async Task<AzuriteProcess?> StartIfNeededAsync(string connectionString, AzuriteOptions? options = null, CancellationToken cancellation = default) =>
        DevelopmentStorage.IsShortcut(connectionString) && !await IsListeningAsync(connectionString, cancellation)
            ? await StartAsync(options, cancellation)
            : null;

    /// <summary>Whether the connection string means the emulator on its well-known ports and both services answer there.</summary>
    public static async Task<bool> IsListeningAsync(string connectionString, CancellationToken cancellation = default) =>
        DevelopmentStorage.IsShortcut(connectionString)
        && await DevelopmentStorage.AnswersAsync(DevelopmentStorage.BlobPort, cancellation)
        && await DevelopmentStorage.AnswersAsync(DevelopmentStorage.TablePort, cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_options.DataFolder is null)
                _process.Kill(entireProcessTree: true);
            else
                _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(_options.Patience);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (Exception unwilling) when (unwilling is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has already ended.
        }
        _process.Dispose();
    }

    private static Process Launch(string script, AzuriteOptions options)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["AZURITE_SCRIPT"] = script },
        };
        string[] arguments =
        [
            "-e", Launcher, "--", "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--queuePort", "0",
            "--blobPort", options.BlobPort.ToString(CultureInfo.InvariantCulture), "--tablePort", options.TablePort.ToString(CultureInfo.InvariantCulture),
            .. options.DataFolder is { } folder ? new[] { "--location", Path.GetFullPath(folder) } : ["--inMemoryPersistence"],
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start)!;
            if (options.DataFolder is not null)
                DataFolderLock.Take(options.DataFolder, process);
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                "Node was not found, and Azurite (the storage emulator) needs it: install Node 20 or later and see that \"node\" is on the PATH.", missing);
        }
    }

    private void Watch()
    {
        _process.OutputDataReceived += (_, line) => _output.Read(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
