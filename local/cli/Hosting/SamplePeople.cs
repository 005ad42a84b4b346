using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Hosting;

/// <summary>Who can be chosen on the sign-in page here: one of each role, and two supervisors, since nobody approves his own proposal.</summary>
internal static class SamplePeople
{
    public static IReadOnlyList<SamplePerson> All { get; } =
    [
        new("ana", "collector", Roles.Collector),
        new("bob", "collector", Roles.Collector),
        new("li", "senior collector", Roles.SeniorCollector),
        new("boss", "supervisor", Roles.Supervisor),
        new("chief", "supervisor", Roles.Supervisor),
        new("sun", "field visitor", Roles.Field),
        new("counsel", "legal", Roles.Legal),
        new("wei", "compliance", Roles.Compliance),
        new("audit", "auditor", Roles.Auditor),
        new("root", "administrator", Roles.Administrator),
    ];
}
