namespace Collections.Functions.Platform;

/// <summary>What people may be. One person may have several. (R6.1)</summary>
public static class Roles
{
    public const string Collector = "collector";

    public const string SeniorCollector = "senior-collector";

    public const string Supervisor = "supervisor";

    public const string Field = "field";

    public const string Legal = "legal";

    public const string Compliance = "compliance";

    public const string Agency = "agency";

    public const string Auditor = "auditor";

    /// <summary>Trained for debtors who are vulnerable or ill, and for signs of abuse or self-harm. (R3.6)</summary>
    public const string Specialist = "specialist";

    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } =
        [Collector, SeniorCollector, Supervisor, Field, Legal, Compliance, Agency, Auditor, Specialist, Administrator];
}
