using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>The people of the simulated desk, each with a role; ids as a directory would give them.</summary>
internal static class DeskPeople
{
    public static Caller Collector { get; } = new("desk-collector", [Roles.Collector], Roles.Collector);

    public static Caller Senior { get; } = new("desk-senior", [Roles.SeniorCollector], Roles.SeniorCollector);

    public static Caller Supervisor { get; } = new("desk-supervisor", [Roles.Supervisor], Roles.Supervisor);

    public static Caller Lawyer { get; } = new("desk-lawyer", [Roles.Legal], Roles.Legal);

    public static Caller Compliance { get; } = new("desk-compliance", [Roles.Compliance], Roles.Compliance);

    public static Caller Visitor { get; } = new("desk-visitor-1", [Roles.Field], Roles.Field);

    public static IReadOnlyList<Caller> Visitors { get; } = [Visitor, new Caller("desk-visitor-2", [Roles.Field], Roles.Field)];

    public static Caller In(string role) => role switch
    {
        Roles.Supervisor => Supervisor,
        Roles.Legal => Lawyer,
        Roles.Compliance => Compliance,
        _ => throw new ArgumentException($"Nobody at the desk decides as {role}.", nameof(role)),
    };
}
