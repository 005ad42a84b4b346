namespace Collections.Cli.Commands;

/// <summary>Finds what was probably meant by a word that nobody knows.</summary>
internal static class Nearest
{
    /// <summary>The known word nearest to another one, or null if none is near.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(word, candidate))).MinBy(pair => pair.Item2);
        return nearest is not null && distance <= Math.Max(1, word.Trim('-').Length / 3) ? nearest : null;
    }

    /// <summary>Letters to change, add, leave out or swap with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                steps[i, j] = Math.Min(steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }

        return steps[from.Length, to.Length];
    }
}
