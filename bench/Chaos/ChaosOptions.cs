using System.Globalization;
using Collections.Cli.Commands;
using Collections.Local.Host.Faults;

namespace Collections.Bench.Chaos;

/// <param name="Kills">Of both parts together.</param>
/// <param name="Seed">Of the bank, of the kills' moments and of the faults.</param>
/// <param name="FaultSpec">As <see cref="FaultOptions.Parse"/> reads it; its seed is another one in each life.</param>
/// <param name="Accounts">How large the bank is.</param>
internal sealed record ChaosOptions(int Kills, int Seed, string FaultSpec, int Accounts)
{
    public const string DefaultFaults = "storage=0.005,bus=0.02,sms=0.02,retry-after=0.2,slow=0.1";

    public FaultOptions Faults => FaultOptions.Parse(FaultSpec);

    public static IReadOnlyList<Option> All { get; } =
    [
        new("--kills", "N", "how often the hosts are killed", "200"),
        new("--seed", "N", "of bank, moments and faults; what runs in real time is never the same twice", "the day"),
        new("--faults", "SPEC", "what goes wrong besides", DefaultFaults),
        new("--accounts", "N", "how large the bank is", "60"),
    ];

    public static ChaosOptions Of(Arguments arguments, DateOnly today)
    {
        arguments.NoPlaces();
        return new ChaosOptions(
            arguments.Number("--kills", 200, 2, 100_000),
            arguments.Number("--seed", int.Parse(today.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), 0, int.MaxValue),
            CommonOptions.FaultsOf(arguments).IsNone ? arguments.Text("--faults") ?? DefaultFaults : arguments.Text("--faults")!,
            arguments.Number("--accounts", 60, 10, 10_000));
    }
}
