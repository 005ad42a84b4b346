using System.Globalization;

namespace Collections.Bench.Engine;

/// <summary>Prints a line for each measurement: the median of its runs and the whole spread, side by side, and the ratio of the two.</summary>
internal sealed class FigureTable
{
    private bool hasHeader;

    public void Add(string name, List<double> memory, List<double> sqlite)
    {
        if (!hasHeader)
            Console.WriteLine($"{"",-28}{"memory",24}{"SQLite",24}{"SQLite/memory",16}");
        hasHeader = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{Figure(memory),24}{Figure(sqlite),24}{Median(sqlite) / Median(memory),16:0.00}"));
    }

    private static string Figure(List<double> runs) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(runs):N0} ({runs.Min():N0}-{runs.Max():N0})");

    private static double Median(List<double> runs) => runs.Order().ElementAt(runs.Count / 2);
}
