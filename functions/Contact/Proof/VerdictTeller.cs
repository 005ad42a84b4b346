using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Contact.Proof;

/// <summary>Puts a verdict into words by the pack that it was made under.</summary>
public sealed class VerdictTeller(ILawBook laws)
{
    /// <param name="region">Of the debtor: in the first of whose zones instants are told.</param>
    public async Task<ToldVerdict> TellAsync(ContactVerdict verdict, string region, string language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var pack = (await laws.AsOfAsync(verdict.PackHash, verdict.Calendar, cancellation))?.Pack;
        var zone = (DebtorZones.Of(region) ?? pack?.Zones ?? PolicyPack.AnyZones).All[0];
        return new ToldVerdict(
            verdict.Outcome, verdict.Until, verdict.Rule, verdict.PackReference, verdict.PackHash, verdict.Calendar, VerdictSentences.Of(verdict, language, zone),
            [
                .. verdict.Reasons.Select(reason =>
                {
                    var rule = pack?.Rules.FirstOrDefault(known => known.Id == reason.Rule);
                    return new ToldReason(reason.Rule, reason.Outcome, reason.Until, VerdictSentences.Of(reason, rule, language, zone), rule?.Source, rule?.Status);
                }),
            ]);
    }

    /// <summary>The language of <c>?language=</c>, else of <c>Accept-Language</c>, else Chinese.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (string?)request.Query["language"] is { Length: > 0 } asked ? asked
            : request.Headers.AcceptLanguage.ToString() is { Length: > 0 } accepted ? accepted : RuleText.Languages[0];
    }
}

/// <param name="Pack">Name, version and beginning of the hash.</param>
/// <param name="Calendar">Market and version.</param>
public sealed record ToldVerdict(
    VerdictOutcome Outcome, DateTimeOffset? Until, string? Rule, string Pack, string PackHash, string? Calendar, string Sentence, IReadOnlyList<ToldReason> Reasons);

/// <param name="Source">Where the rule is from, by the pack of the verdict.</param>
public sealed record ToldReason(string Rule, RuleOutcome Outcome, DateTimeOffset? Until, string Sentence, string? Source, RuleStatus? Status);
