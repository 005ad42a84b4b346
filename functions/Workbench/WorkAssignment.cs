using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Workbench;

/// <summary>Sharing a queue out among people. All tasks of one debtor go to one of them: several accounts are worked together. (R2.5, R6.2)</summary>
public sealed class WorkAssignment(Worklist worklist, ICaseStreams streams, CaseCommands commands, [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Tasks in one go; the answer tells whether there are more.</summary>
    private const int Most = 500;

    private const int MostPeople = 50;

    private const int Page = 200;

    /// <summary>Gives the tasks that are free and fit to the people in turn, in the order of the queue. The same request again gives nothing twice.</summary>
    public async Task<SharedOut> ShareAsync(Posted<SharingOut> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var wish = posted.Body;
        if (!WorkQueues.All.Contains(wish.Queue)) throw new RefusedException(422, "bad-queue", $"'queue' is one of {string.Join(", ", WorkQueues.All)}.");
        if (wish.People is not { Count: > 0 and <= MostPeople }) throw new RefusedException(422, "bad-people", $"Name 1 to {MostPeople} people.");
        foreach (var person in wish.People) TaskClaims.RefuseNobody(person);
        var (given, owners) = (wish.People.Distinct(StringComparer.Ordinal).ToDictionary(person => person, _ => 0, StringComparer.Ordinal), new Dictionary<DebtorKey, string>());
        var (cursor, seen) = ((string?)null, 0);
        do
        {
            var page = await worklist.ListAsync(wish.Queue, null, Page, cursor, cancellation);
            foreach (var item in page.Items.Where(wish.Takes))
            {
                if (++seen > Most) return new SharedOut(given, More: true);
                if (await GiveAsync(posted, item, given, owners, cancellation) is { } person) given[person]++;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return new SharedOut(given, More: false);
    }

    /// <summary>Whom it was given to; null: it is somebody's already, or done.</summary>
    private async Task<string?> GiveAsync(
        Posted<SharingOut> posted, WorkItem item, Dictionary<string, int> given, Dictionary<DebtorKey, string> owners, CancellationToken cancellation)
    {
        if (await streams.LoadAsync(item.Case, cancellation) is not { } head) return null;
        if (!owners.TryGetValue(head.State.Debtor, out var owner)) owner = given.MinBy(person => person.Value).Key;
        string? person = null;
        await commands.ExecuteAsync(item.Case, $"{posted.Command}-{item.Id}", posted.Caller.By, state =>
        {
            person = null;
            if (state.Tasks.FirstOrDefault(task => task.Id == item.Id) is not { } task || task.Claim?.HoldsAt(technical.GetUtcNow()) == true) return [];
            person = owner;
            return [new TaskAssigned(item.Id, owner)];
        }, cancellation);
        if (person is not null) owners[head.State.Debtor] = owner;
        return person;
    }
}

/// <summary>How a queue is shared out. What is left out does not matter.</summary>
public sealed record SharingOut(string Queue, IReadOnlyList<string> People, string? Region = null, Product? Product = null, RiskLevel? Risk = null, string? Institution = null)
{
    internal bool Takes(WorkItem item) =>
        (Region is null || item.Region == Region) && (Product is null || item.Product == Product) && (Risk is null || item.Risk == Risk) && (Institution is null || item.Institution == Institution);
}

/// <param name="Given">Tasks by person.</param>
/// <param name="More">Whether some are left: ask again.</param>
public sealed record SharedOut(IReadOnlyDictionary<string, int> Given, bool More);
