using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Workbench;

public sealed class CustomerFunctions(CustomerView customers)
{
    /// <summary>Roles that work with debtors; auditors and compliance see no personal data.</summary>
    private static readonly string[] WithDebtor = [Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal];

    /// <summary>All of one debtor: cases, persons, contact points, contacts, promises, plans, suspensions and scores. (R2.5)</summary>
    [Function("GetCustomer")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{key}")] HttpRequest request, string key, CancellationToken cancellation) =>
        Answers.Ok(await customers.ReadAsync(KeyOf(key), WithDebtor.Any(request.Caller().Is), cancellation));

    private static DebtorKey KeyOf(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower) ? new DebtorKey(text) : throw RefusedException.NotFound("debtor");
}
