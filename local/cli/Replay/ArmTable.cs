using System.Globalization;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>What came of each arm of a trial, by the arm that a case was opened in. (R7.3)</summary>
internal sealed class ArmTable
{
    private const string NoArm = "none";

    /// <summary>Of a normal distribution, at 95 %.</summary>
    private const double Deviations = 1.96;

    private readonly SortedDictionary<string, ArmSummary> arms = new(StringComparer.Ordinal);

    private readonly Dictionary<CaseKey, string> armOf = [];

    /// <summary>Cases and cured ones, by arm and debtor: the split is by debtor.</summary>
    private readonly Dictionary<string, Dictionary<DebtorKey, (int Cases, int Cured)>> debtors = new(StringComparer.Ordinal);

    /// <summary>By arm; empty when nothing was tried.</summary>
    public IReadOnlyDictionary<string, ArmSummary> Arms => !arms.Keys.Any(arm => arm != NoArm) ? new SortedDictionary<string, ArmSummary>()
        : new SortedDictionary<string, ArmSummary>(arms.ToDictionary(arm => arm.Key, arm => arm.Value with { CuredShare = Share(debtors[arm.Key].Values) }), StringComparer.Ordinal);

    public void Add(IReadOnlyList<StoredFact> facts)
    {
        if (facts is not [{ Fact: CaseOpened opened }, ..]) return;
        var arm = armOf[opened.Key] = opened.Arm ?? NoArm;
        ClosingReason? closed = null;
        var tagged = false;
        var sums = arms.GetValueOrDefault(arm, new ArmSummary(opened.Strategy));
        foreach (var stored in facts)
        {
            tagged |= stored.Fact is LegalTagged { Ready: true };
            (sums, closed) = stored.Fact switch
            {
                CaseClosed ended => (sums, ended.Reason),
                CaseReopened => (sums, null),
                VisitReported => (sums with { Visits = sums.Visits + 1 }, closed),
                HandedOver => (sums with { Handoffs = sums.Handoffs + 1 }, closed),
                PromiseMade => (sums with { Promises = sums.Promises + 1 }, closed),
                PromiseJudged { Verdict: PromiseVerdict.Kept } => (sums with { PromisesKept = sums.PromisesKept + 1 }, closed),
                _ => (sums, closed),
            };
        }

        var cured = closed is ClosingReason.Cured or ClosingReason.PaidOff or ClosingReason.PresumedCured or ClosingReason.Settled ? 1 : 0;
        arms[arm] = sums with { Cases = sums.Cases + 1, Cured = sums.Cured + cured, LegalTags = sums.LegalTags + (tagged ? 1 : 0) };
        if (!debtors.TryGetValue(arm, out var ofArm)) debtors[arm] = ofArm = [];
        var known = ofArm.GetValueOrDefault(opened.Debtor);
        ofArm[opened.Debtor] = (known.Cases + 1, known.Cured + cured);
    }

    public void Add(ContactRecord contact)
    {
        if (contact.State is not (ContactState.Sent or ContactState.Reported) || !armOf.TryGetValue(contact.Case, out var arm)) return;
        var sums = arms[arm];
        arms[arm] = contact.Channel switch
        {
            Channel.Sms or Channel.Email or Channel.VoiceMessage => sums with { Messages = sums.Messages + 1 },
            Channel.Call or Channel.Video => sums with { Calls = sums.Calls + 1 },
            Channel.Letter => sums with { Letters = sums.Letters + 1 },
            Channel.Visit => sums,
            _ => throw new ArgumentOutOfRangeException(nameof(contact)),
        };
    }

    /// <summary>As a table of Markdown, a row per arm; empty when nothing was tried.</summary>
    public string Markdown()
    {
        if (Arms.Count == 0) return "";
        var text = new StringBuilder("\n| arm | strategy at the opening | cases | cured | share, 95 % interval | messages | calls | letters | visits | promises | kept | handoffs | marked for legal |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var (arm, sums) in Arms)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {arm} | {sums.Strategy} | {sums.Cases:N0} | {sums.Cured:N0} | {sums.CuredShare} | {sums.Messages:N0} | {sums.Calls:N0} | {sums.Letters:N0} | {sums.Visits:N0} | {sums.Promises:N0} | {sums.PromisesKept:N0} | {sums.Handoffs:N0} | {sums.LegalTags:N0} |\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// A share with the interval that it lies in at 95 %: Wilson's, on as many independent cases as those at hand are worth. Cases of one debtor tend to end alike, so that they are worth
    /// less than as many cases of different debtors; the ratio estimator's variance over the debtors tells how much less (Cochran, Sampling Techniques, 9A).
    /// </summary>
    internal static string Share(IReadOnlyCollection<(int Cases, int Cured)> debtors)
    {
        var (whole, part, groups) = (debtors.Sum(debtor => debtor.Cases), debtors.Sum(debtor => debtor.Cured), debtors.Count);
        if (whole == 0) return "–";
        var (share, square) = ((double)part / whole, Deviations * Deviations);
        var n = (double)groups;
        if (part > 0 && part < whole && groups > 1)
        {
            var between = debtors.Sum(debtor => Math.Pow(debtor.Cured - (share * debtor.Cases), 2)) * groups / (groups - 1) / whole / whole;
            n = Math.Min(whole, share * (1 - share) / between);
        }

        var middle = (share + (square / (2 * n))) / (1 + (square / n));
        var half = Deviations * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n))) / (1 + (square / n));
        return string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % ({100 * Math.Max(0, middle - half):0.0}–{100 * Math.Min(1, middle + half):0.0})");
    }
}

/// <param name="Strategy">That its first case was opened by.</param>
/// <param name="Cured">Cases that ended cured, presumed so, paid off or settled.</param>
/// <param name="Messages">That left: SMS, e-mails, voice messages.</param>
/// <param name="LegalTags">Cases that were marked as ready for the legal department, at some time.</param>
internal sealed record ArmSummary(
    string Strategy, long Cases = 0, long Cured = 0, long Messages = 0, long Calls = 0, long Letters = 0, long Visits = 0, long Promises = 0, long PromisesKept = 0, long Handoffs = 0, long LegalTags = 0)
{
    /// <summary>With the interval that it lies in at 95 %.</summary>
    public string CuredShare { get; init; } = "";
}
