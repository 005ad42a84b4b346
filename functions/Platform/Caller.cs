using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Platform;

/// <summary>Who calls.</summary>
/// <param name="Id">Opaque id of the person (Entra object id, or the subject of a development token); never a name.</param>
/// <param name="Roles">Those of <see cref="Platform.Roles"/> that he has.</param>
/// <param name="Role">The role he acts in: the first of the endpoint's roles that he has.</param>
public sealed record Caller(string Id, IReadOnlyList<string> Roles, string Role)
{
    /// <summary>Code of the agency that he works for; null: the bank.</summary>
    public string? Agency { get; init; }

    /// <summary>He works for an agency, and his token names roles of the bank besides; they count for nothing.</summary>
    public bool PosesAsBank { get; init; }

    /// <summary>How facts name him: the person's id with the role acted in.</summary>
    public string By => $"{Id}/{Role}";

    public bool Is(string role) => Roles.Contains(role);

    internal void Enter(HttpContext http) => http.Items[typeof(Caller)] = this;
}

public static class CallerExtensions
{
    /// <summary>The caller that <see cref="AccessMiddleware"/> let in. Throws on an anonymous endpoint.</summary>
    public static Caller Caller(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.HttpContext.Items[typeof(Caller)] as Caller
            ?? throw new InvalidOperationException("Nobody is signed in here: the function is anonymous, or the access middleware did not run.");
    }
}
