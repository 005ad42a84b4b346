using Collections.Cli.Commands;
using Collections.Local.Host.Faults;
using Microsoft.Extensions.Logging;

namespace Collections.Cli.Hosting;

/// <summary>What every command says of the host that it starts.</summary>
/// <param name="Data">Full path of the folder where it is kept; null: nowhere.</param>
internal sealed record HostSettings(int Port, string? Data, FaultOptions Faults, LogLevel Log)
{
    public static HostSettings Of(Arguments arguments, int port, string? data) => new(
        CommonOptions.PortOf(arguments, port), data is null ? null : Path.GetFullPath(data), CommonOptions.FaultsOf(arguments), CommonOptions.LogOf(arguments));
}
