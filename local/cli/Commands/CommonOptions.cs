using Collections.Local.Host.Faults;
using Microsoft.Extensions.Logging;

namespace Collections.Cli.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class CommonOptions
{
    public const int DefaultPort = 7071;

    public static Option Log { get; } = new("--log", "LEVEL", "least severe entries of the log that show: trace, debug, information, warning, error, critical or none", "warning");

    public static Option Faults { get; } = new(
        "--faults", "SPEC", "what is made to go wrong, such as seed=7,storage=0.02,bus=0.02,sms=0.02; see docs/local-host.md", "none");

    public static Option Port(string otherwise) => new("--port", "N", "port of API, pages and inbox on 127.0.0.1; 0 takes a free one", otherwise);

    public static Option Data(string otherwise) => new("--data", "DIR", "where it is kept; delete the folder to begin anew", otherwise);

    public static Option Desk(string otherwise) => new("--desk", "auto|none", "auto: approvals, calls, visits, letters are worked a day after they come; none: they are left to you", otherwise);

    public static int PortOf(Arguments arguments, int otherwise) => arguments.Number("--port", otherwise, 0, 65_535);

    public static LogLevel LogOf(Arguments arguments) => Enum.Parse<LogLevel>(
        arguments.Choice("--log", "warning", "trace", "debug", "information", "error", "critical", "none"), ignoreCase: true);

    public static FaultOptions FaultsOf(Arguments arguments)
    {
        try
        {
            return FaultOptions.Parse(arguments.Text("--faults"));
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"'--faults': {wrong.Message}");
        }
    }
}
