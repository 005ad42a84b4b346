using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Practices;

/// <summary>What nobody may do, for everybody to read, and who tried, for those who look after it.</summary>
public sealed class PracticeFunctions(PracticeGuard guard, TimeProvider clock)
{
    [Function("ListPractices")]
    [Roles(
        Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Agency, Roles.Auditor, Roles.Administrator)]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "practices")] HttpRequest request) => Answers.Ok(PracticeCatalog.All);

    /// <summary>Query: <c>days</c> back, 90 unless said otherwise.</summary>
    [Function("ListPracticeAttempts")]
    [Roles(Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Attempts([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "practices/attempts")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Ok(await guard.ReportAsync(clock.GetUtcNow().AddDays(-Math.Min(request.Number("days") ?? 90, 3660)), cancellation));
}
