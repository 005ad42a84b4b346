using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Hosting;

/// <summary>What people need to know of a host that has started: where everything is, and how to sign in.</summary>
internal static class Welcome
{
    /// <param name="data">Where it is kept, in words.</param>
    public static string To(LocalHost host, string data) => $"""

        Workbench  {host.Address}api/workbench/   the pages for collectors, supervisors and auditors
        API        {host.Address}api
        Host       {host.Address}host    functions, orchestrations, blobs, messages
        SMS inbox  {host.Address}inbox   what debtors get, and their answers
        E-mail     {host.Address}inbox/email
        Storage    {host.Storage.Blobs.Uri}
        Data       {data}

        The API answers people with a token; one for 12 hours, with any of the roles {string.Join(", ", Roles.All)}:
          TOKEN=$(curl -s '{host.Address}host/token?name=ana&roles=supervisor')
          curl -s -H "Authorization: Bearer $TOKEN" '{host.Address}api/worklist?queue=approvals-supervisor'
          curl -s -H "Authorization: Bearer $TOKEN" '{host.Address}api/imports'

        Ctrl-C stops.

        """;
}
