using System.Text;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Ingestion;

public sealed class SuspenseFunctions(Suspense suspense)
{
    /// <summary>News of accounts that no case has taken: by account, with age and amount. <c>cursor</c> continues a page. (R1.9)</summary>
    [Function("ListSuspense")]
    [Roles(Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger("get", Route = "suspense")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var institution = request.Query["institution"].ToString();
        if (!InstitutionProfiles.IsCode(institution)) throw new RefusedException(400, "bad-query", "'institution' is an institution's code.");
        var page = await suspense.ListAsync(institution, request.Take(), Decode(request.Query["cursor"].ToString()), cancellation);
        return Answers.Ok(page with { Next = page.Next is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Next)) });
    }

    private static string? Decode(string cursor)
    {
        try
        {
            return cursor.Length == 0 ? null : Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
        }
        catch (FormatException)
        {
            throw new RefusedException(400, "bad-query", "'cursor' is a continuation that this list gave.");
        }
    }
}
