using System.Text.Json.Serialization;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Points;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>How a counted contact ended. Pending counts as everything it may still become, so that no cap is passed while an outcome is awaited.</summary>
public enum EntryResult { Pending, Sent, Failed, Unknown, Unanswered, Answered, Conversation, Delivered, Undelivered }

/// <summary>What the gate counts and respects for one debtor, over all accounts: recent contacts and what the debtor has closed. No personal data.</summary>
public sealed record DebtorLedger
{
    public static DebtorLedger Empty { get; } = new();

    /// <summary>Oldest first; those beyond the reach of every rule are dropped.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];

    public IReadOnlyList<Channel> OptOuts { get; init; } = [];

    /// <summary>Keyed hashes of numbers and addresses that do not work or reach somebody else; "wrong party" is for ever. (R2.4)</summary>
    public IReadOnlyList<string> InvalidPhones { get; init; } = [];

    /// <summary>Of those, numbers that were the debtor's own: only they tell that he cannot be reached. (R5.5)</summary>
    public IReadOnlyList<string> InvalidNumbers { get; init; } = [];

    /// <summary>What is known of each number and address that was ever used. (R2.4)</summary>
    public IReadOnlyList<PointRecord> Points { get; init; } = [];

    /// <summary>What the debtor last said of each channel, and when: an older word that comes late does not undo it.</summary>
    public IReadOnlyList<ChannelWord> Words { get; init; } = [];

    /// <summary>Those who stand in for the debtor: guardian, agent, heirs. While there is one, nobody collects from him in person; beside an heir nothing goes to him at all. (R3.6)</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>The debtor is vulnerable: his cases are worked by trained people. (R3.6)</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Vulnerable { get; init; }

    public IReadOnlyList<HourConsent> Consents { get; init; } = [];

    public IReadOnlyList<ThirdPartyStanding> ThirdParties { get; init; } = [];

    /// <summary>Visits that were broken off for safety, and when visits were cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VisitStop>? VisitStops { get; init; }

    /// <summary>Whether nobody may visit the debtor until a supervisor has cleared it.</summary>
    [JsonIgnore]
    public bool IsVisitStopped => VisitStops?.Any(stop => stop.Until is null) == true;

    /// <summary>The debtor's cases that ever asked for a contact, until a message finds them closed: those that one message may speak of together. (R5.2)</summary>
    public IReadOnlyList<CaseKey> Cases { get; init; } = [];

    public DebtorLedger With(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var at = Entries.Count;
        while (at > 0 && Entries[at - 1].At > entry.At) at--;
        return this with { Entries = [.. Entries.Take(at), entry, .. Entries.Skip(at)] };
    }

    /// <summary>
    /// A contact that others made, at its own time, however late it is told; once. Equal times are put in order of their ids, so that the same records
    /// make the same ledger in whatever order they come.
    /// </summary>
    public DebtorLedger WithOutside(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Entries.Any(known => known.Contact == entry.Contact)) return this;
        var at = Entries.Count;
        while (at > 0 && (Entries[at - 1].At > entry.At || (Entries[at - 1].At == entry.At && string.CompareOrdinal(Entries[at - 1].Contact, entry.Contact) > 0))) at--;
        return this with { Entries = [.. Entries.Take(at), entry, .. Entries.Skip(at)] };
    }

    /// <summary>A released contact never happened.</summary>
    public DebtorLedger Without(string contact) => this with { Entries = [.. Entries.Where(entry => entry.Contact != contact)] };

    public DebtorLedger With(string contact, EntryResult result) =>
        this with { Entries = [.. Entries.Select(entry => entry.Contact == contact ? entry with { Result = result } : entry)] };

    /// <summary>A contact speaks of other accounts too.</summary>
    public DebtorLedger Covering(string contact, IReadOnlyList<AccountKey> accounts) => accounts.Count == 0
        ? this
        : this with { Entries = [.. Entries.Select(entry => entry.Contact == contact ? entry with { Covers = accounts } : entry)] };

    /// <summary>The debtor closes a channel, unless he has opened it since.</summary>
    /// <param name="said">When he said so.</param>
    public DebtorLedger WithOptOut(Channel channel, DateTimeOffset said = default)
    {
        if (WordOn(channel) is { } word && (word.IsOpen ? word.Said > said : word.Said >= said && OptOuts.Contains(channel))) return this;
        return With(new ChannelWord(channel, said, IsOpen: false)) with { OptOuts = [.. OptOuts.Where(closed => closed != channel), channel] };
    }

    /// <summary>The debtor opens a channel again, unless he has closed it since.</summary>
    /// <param name="said">When he said so.</param>
    public DebtorLedger WithoutOptOut(Channel channel, DateTimeOffset said) =>
        !MayOpen(channel, said) || !OptOuts.Contains(channel)
            ? this
            : With(new ChannelWord(channel, said, IsOpen: true)) with { OptOuts = [.. OptOuts.Where(closed => closed != channel)] };

    /// <summary>Whether a word that opens a channel is newer than all that the debtor said of it.</summary>
    public bool MayOpen(Channel channel, DateTimeOffset said) => !(WordOn(channel)?.Said >= said);

    public DebtorLedger WithInvalidPhone(string phone) => InvalidPhones.Contains(phone) ? this : this with { InvalidPhones = [.. InvalidPhones, phone] };

    /// <summary>The same of a number of the debtor's own.</summary>
    public DebtorLedger WithInvalidNumber(string phone) =>
        InvalidNumbers.Contains(phone) ? WithInvalidPhone(phone) : WithInvalidPhone(phone) with { InvalidNumbers = [.. InvalidNumbers, phone] };

    /// <summary>Whoever is one already has the role that is said last.</summary>
    public DebtorLedger WithStandIn(string person, Party role) => StandIns.Contains(new StandIn(person, role))
        ? this
        : this with { StandIns = [.. StandIns.Where(known => known.Person != person), new StandIn(person, role)] };

    public DebtorLedger WithoutStandIn(string person) =>
        StandIns.Any(known => known.Person == person) ? this with { StandIns = [.. StandIns.Where(known => known.Person != person)] } : this;

    public DebtorLedger With(CaseKey asking) => Cases.Contains(asking) ? this : this with { Cases = [.. Cases, asking] };

    public DebtorLedger Without(IReadOnlyList<CaseKey> closed) => Cases.Any(closed.Contains) ? this with { Cases = [.. Cases.Except(closed)] } : this;

    private ChannelWord? WordOn(Channel channel) => Words.FirstOrDefault(word => word.Channel == channel);

    private DebtorLedger With(ChannelWord word) => this with { Words = [.. Words.Where(known => known.Channel != word.Channel), word] };

    /// <summary>Drops what no rule of the pack can see any more.</summary>
    public DebtorLedger Pruned(PolicyPack pack, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pack);
        return Entries.All(Reached) ? this : this with { Entries = [.. Entries.Where(Reached)] };

        bool Reached(LedgerEntry entry) => entry.At > now - pack.ReachOf(entry.Channel);
    }
}

/// <summary>One counted contact. Short names: dozens of them stand in one row.</summary>
/// <param name="Contact">Contact id.</param>
/// <param name="At">When it was reserved.</param>
/// <param name="Phone">Keyed hash of the number used.</param>
/// <param name="Person">Id of the person within the debtor's partition; null: the debtor.</param>
/// <param name="Agency">Code of the agency that made it; null: the bank.</param>
/// <param name="Covers">The debtor's other accounts that the message spoke of; null: none.</param>
public sealed record LedgerEntry(
    [property: JsonPropertyName("c")] string Contact,
    [property: JsonPropertyName("t")] DateTimeOffset At,
    [property: JsonPropertyName("ch")] Channel Channel,
    [property: JsonPropertyName("pu")] Purpose Purpose,
    [property: JsonPropertyName("a")] AccountKey Account,
    [property: JsonPropertyName("ph")] string? Phone = null,
    [property: JsonPropertyName("r")] EntryResult Result = EntryResult.Pending,
    [property: JsonPropertyName("pa"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Party Party = Party.Debtor,
    [property: JsonPropertyName("pe")] string? Person = null,
    [property: JsonPropertyName("ag")] string? Agency = null,
    [property: JsonPropertyName("co"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AccountKey>? Covers = null)
{
    /// <summary>Whether it was about an account.</summary>
    public bool IsAbout(AccountKey account) => Account == account || Covers?.Contains(account) == true;
}
