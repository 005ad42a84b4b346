using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>What the endpoints of people share: a case as rules look at it, a command in a person's name, and his words kept with the debtor's data.</summary>
public sealed class Casework(ICaseStreams streams, CaseCommands commands, CaseRules rules, DebtorTexts texts, TimeProvider clock)
{
    private const int LongestText = 2000;

    /// <summary>Throws <see cref="RefusedException"/> (404) for a case that does not exist.</summary>
    public async Task<CaseView> ViewAsync(CaseKey key, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        return View(head.State);
    }

    public CaseView View(CaseState state) => rules.View(state, clock.GetUtcNow());

    /// <summary>Records what a pure decision answers, in the caller's name; the case afterwards.</summary>
    public Task<CaseAnswer> ExecuteAsync<T>(CaseKey key, Posted<T> posted, Func<CaseView, IReadOnlyList<Fact>> decide, CancellationToken cancellation) =>
        ExecuteAsync(key, posted, null, "", (view, _) => decide(view), cancellation);

    /// <summary>The same with a person's words: they are kept in the debtor's partition, and the fact holds their id.</summary>
    /// <param name="text">Null or blank: there are none.</param>
    /// <param name="kind">What the text is: <c>approval</c>, <c>review</c> …</param>
    public async Task<CaseAnswer> ExecuteAsync<T>(
        CaseKey key, Posted<T> posted, string? text, string kind, Func<CaseView, string?, IReadOnlyList<Fact>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        ArgumentNullException.ThrowIfNull(decide);
        var note = string.IsNullOrWhiteSpace(text) ? null : posted.Command.Replace("-", "", StringComparison.Ordinal);
        RefuseLong(text);
        if (note is not null && !await streams.IsRecordedAsync(key, posted.Command, cancellation))
        {
            // First whether it would be refused, then the text, then the fact: no fact without its text, and no text of what was refused.
            var view = await ViewAsync(key, cancellation);
            RefuseOther(view.State, posted.IfMatch);
            if (decide(view, note).Count > 0) await texts.WriteAsync(view.State.Debtor, note, kind, text!, posted.Caller.By, cancellation);
        }

        var result = await commands.ExecuteAsync(key, posted.Command, posted.Caller.By, state =>
        {
            RefuseOther(state, posted.IfMatch);
            return decide(View(state), note);
        }, cancellation);
        return CaseAnswer.Of(View(result.State));
    }

    /// <summary>Who names the version that he looked at acts on nothing newer.</summary>
    private static void RefuseOther(CaseState state, long? version)
    {
        if (version is { } looked && looked != state.Version)
            throw new RefusedException(412, "case-changed", "The case has changed since you looked at it. Look again, then decide.", new Dictionary<string, object?> { ["version"] = state.Version });
    }

    /// <summary>A person's words have an end.</summary>
    public static void RefuseLong(string? text)
    {
        if (text?.Length > LongestText) throw new RefusedException(422, "text-too-long", $"A text has at most {LongestText} characters.");
    }
}
