using System.Reflection;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Tests.Http;

/// <summary>Every endpoint × every role, through the front door.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options => PeopleApp.AddFunctions(options, typeof(Undeclared)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public void Every_http_function_says_whom_it_answers()
    {
        Assert.NotEmpty(EndpointAccess.OfApp.Functions);
        foreach (var function in EndpointAccess.OfApp.Functions)
        {
            var roles = EndpointAccess.OfApp.RolesOf(function.GetCustomAttribute<FunctionAttribute>()!.Name);
            Assert.Subset(Roles.All.ToHashSet(), roles.ToHashSet());
            Assert.True(roles.Count > 0 || function.GetCustomAttribute<AnonymousAttribute>()!.Why.Length > 20, $"{function.Name} is anonymous without a reason.");
        }
    }

    [Fact]
    public async Task Each_role_is_let_in_where_it_is_named_and_nowhere_else()
    {
        var wrong = new List<string>();
        foreach (var (name, method, address, roles) in Endpoints())
        {
            if ((await app.SendAsync(method, address, null, Body(method))).Problem != "not-signed-in") wrong.Add($"{name} answers nobody in particular");
            if (!await IsRefusedAsync(method, address, [])) wrong.Add($"{name} answers people without roles");
            foreach (var role in Roles.All)
            {
                if (await IsRefusedAsync(method, address, [role]) == roles.Contains(role)) wrong.Add($"{name} and {role}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_function_that_does_not_say_whom_it_answers_answers_nobody()
    {
        foreach (var address in (string[])["api/undeclared", "api/contradictory", "api/nobody"])
        {
            var answer = await app.GetAsync(address, "root", [.. Roles.All]);
            answer.IsRefused(500, "unexpected");
            Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_that_does_not_exist_opens_nothing() =>
        (await app.GetAsync("api/worklist?queue=review", "eve", "owner", "SUPERVISOR", "supervisor ")).IsRefused(403, "role-required");

    private static IEnumerable<(string Name, HttpMethod Method, string Address, IReadOnlyList<string> Roles)> Endpoints() =>
        from function in EndpointAccess.OfApp.Functions
        let name = function.GetCustomAttribute<FunctionAttribute>()!.Name
        let roles = EndpointAccess.OfApp.RolesOf(name)
        where roles.Count > 0
        let trigger = function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).First(found => found is not null)
        from method in trigger.Methods!
        select (name, new HttpMethod(method.ToUpperInvariant()), $"api/{System.Text.RegularExpressions.Regex.Replace(trigger.Route!, "{[^}]*}", new string('0', 32))}", roles);

    private static string? Body(HttpMethod method) => method == HttpMethod.Get ? null : "{}";

    private async Task<bool> IsRefusedAsync(HttpMethod method, string address, string[] roles)
    {
        var answer = await app.SendAsync(method, address, app.Host.IssueToken("ana", roles), Body(method));
        Assert.True((int)answer.Status < 500, $"{method} {address}: {answer.Text}");
        return answer.Problem == "role-required";
    }

    public sealed class Undeclared
    {
        [Function("Undeclared")]
        public static string Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "undeclared")] HttpRequest request) => "secret";

        [Function("Contradictory")]
        [Roles(Roles.Supervisor)]
        [Anonymous("A test's function that says two things.")]
        public static string GetBoth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "contradictory")] HttpRequest request) => "secret";

        [Function("Nobody")]
        [Roles]
        public static string GetNone([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nobody")] HttpRequest request) => "secret";
    }
}
