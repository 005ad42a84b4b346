using Azure.Core;

namespace Collections.Bench.Import;

/// <summary>What a storage call is, as far as it is billed: where it goes and what it does there.</summary>
/// <param name="IsTable">A table's call, or a blob's.</param>
/// <param name="Target">Table or container; of a transaction unknown and left empty.</param>
internal readonly record struct CallKind(bool IsTable, string Target, string Verb)
{
    public const string Transaction = "transaction";

    public const string Write = "write";

    public const string Delete = "delete";

    public const string Read = "read";

    public const string Query = "query";

    private const string AzuriteAccount = "devstoreaccount1";

    public static CallKind Of(Request request, bool isTable)
    {
        var address = request.Uri.ToUri();
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = segments is [AzuriteAccount, ..] ? 1 : 0;
        var target = segments.Length > first ? segments[first] : "";
        return isTable ? Table(request.Method, target) : Blob(request.Method, target, address.Query, segments.Length - first);
    }

    public override string ToString() => $"{(IsTable ? "table" : "blob"),-5} {Target,-12} {Verb}";

    private static CallKind Table(RequestMethod method, string target)
    {
        if (target == "$batch") return new CallKind(true, "", Transaction);
        if (target == "Tables") return new CallKind(true, "", "create table");
        var open = target.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? target : target[..open];
        var isEntity = open >= 0 && target.Length > open + 2;
        return new CallKind(true, name, method == RequestMethod.Get ? isEntity ? Read : Query : method == RequestMethod.Delete ? Delete : Write);
    }

    private static CallKind Blob(RequestMethod method, string container, string query, int segments) => new(
        false,
        container,
        query.Contains("comp=list", StringComparison.Ordinal) ? "list"
            : segments < 2 ? "container"
            : method == RequestMethod.Get ? Read
            : method == RequestMethod.Head ? "head"
            : method == RequestMethod.Delete ? Delete
            : Write);
}
