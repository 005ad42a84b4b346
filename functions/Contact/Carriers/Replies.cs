using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact.Carriers;

/// <summary>A message that came in.</summary>
/// <param name="Id">Of the event that told of it: the same again is the same reply.</param>
/// <param name="From">Number that it came from.</param>
/// <param name="To">Number that it was sent to; null: the carrier does not tell.</param>
public sealed record Reply(string Id, Channel Channel, string From, string Text, string? To = null);

/// <summary>
/// What debtors answer. A reply belongs to the case that was last written to from that number. Words that close the channel close it for every debtor
/// behind the number and are confirmed once; words that open it again open it for the one who was written to, on all his accounts; all others, and those that say more besides, are work for a person.
/// Banks that write from numbers of their own are told apart by the number that was answered. (R5.7)
/// </summary>
public sealed class Replies(DebtorLedgerStore ledger, DebtorProfiles profiles, DebtorTexts texts, CaseCommands commands, CaseRules rules, PlanCodes codes, TimeProvider clock)
{
    /// <summary>How a channel was closed or opened, when it was by a reply.</summary>
    public const string ByReply = "reply";

    /// <summary>Closed by the reply of another debtor behind the same number.</summary>
    public const string BySharedNumber = "shared-number";

    private const int LongestText = 2000;

    public async Task ReceiveAsync(Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var behind = Addressed(await profiles.BehindAsync(reply.From, cancellation), reply.To);
        if (behind is not [var latest, ..]) return;
        var text = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reply.Id)).AsSpan(0, 16));

        // The same reply may come again, and late: what counts is when it came first, and whose it was then.
        var (debtor, said) = await profiles.FirstAsync(reply.From, text, latest.Debtor, clock.GetUtcNow(), cancellation);
        var last = behind.FirstOrDefault(written => written.Debtor == debtor) ?? latest;
        await texts.WriteAsync(last.Debtor, text, "reply", reply.Text.Length <= LongestText ? reply.Text : reply.Text[..LongestText], "debtor", cancellation);

        if (await ConfirmsPlanAsync(last, reply.Text, text, cancellation)) return;
        var meaning = ReplyWords.Shipped.MeaningOf(reply.Text);
        switch (meaning)
        {
            case ReplyMeaning.OptOut or ReplyMeaning.OptOutAmongWords:
                await CloseAsync(last, reply.Channel, ByReply, text, said, cancellation);
                if (meaning == ReplyMeaning.OptOutAmongWords) await ReadAsync(last, reply.Channel, text, cancellation);
                foreach (var other in behind.Where(written => written.Debtor != last.Debtor)) await CloseAsync(other, reply.Channel, BySharedNumber, text, said, cancellation);
                break;
            case ReplyMeaning.OptIn: await OpenAsync(last, reply.Channel, text, said, cancellation); break;
            case ReplyMeaning.Paid: await PaidAsync(last, reply.Channel, text, said, cancellation); break;
            case ReplyMeaning.Words: await ReadAsync(last, reply.Channel, text, cancellation); break;
            default: throw new InvalidOperationException("A reply has a meaning that nothing is done about.");
        }
    }

    /// <summary>A plan's code agrees to the plan on offer, if it may be agreed to so. (R4.2)</summary>
    private async Task<bool> ConfirmsPlanAsync(Written written, string reply, string text, CancellationToken cancellation)
    {
        if (written.Case is not { } key) return false;
        var confirmed = false;
        try
        {
            await commands.ExecuteAsync(
                key, $"reply-{text}", "system",
                state =>
                {
                    var plan = codes.PlanOf(state, reply);
                    confirmed = plan is not null;
                    return plan is null ? [] : PlanCommands.Confirm(rules.View(state, clock.GetUtcNow()), plan, ConfirmationMeans.ReplyCode, text);
                },
                cancellation);
        }
        catch (RefusedException)
        {
            // Too late, not approved, or too long a plan: a person reads it.
            return false;
        }

        return confirmed;
    }

    /// <summary>The ledger first: from here on nothing of the purposes that an opt-out binds goes out, on whichever account.</summary>
    private async Task CloseAsync(Written written, Channel channel, string source, string text, DateTimeOffset said, CancellationToken cancellation)
    {
        if (!await ledger.OptOutAsync(written.Debtor, channel, cancellation, said)) return;
        if (written.Case is not { } key) return;
        await commands.ExecuteAsync(
            key, $"reply-{text}-{source}", "system", state => state.Contacts.OptedOut.Contains(channel) ? [] : [new ChannelOptedOut(channel, source)], cancellation);
    }

    /// <summary>The cases first: a crash between the two leaves the channel closed. A word that he has taken back since opens nothing.</summary>
    private async Task OpenAsync(Written written, Channel channel, string text, DateTimeOffset said, CancellationToken cancellation)
    {
        var standing = await ledger.LoadAsync(written.Debtor, cancellation);
        if (!standing.MayOpen(channel, said)) return;
        foreach (var key in written.Case is { } asked && !standing.Cases.Contains(asked) ? [.. standing.Cases, asked] : standing.Cases)
        {
            await commands.ExecuteAsync(
                key, $"reply-{text}", "system", state => state.Contacts.IsClosed(channel) ? [new ChannelReopened(channel, ByReply, text)] : [], cancellation);
        }

        await ledger.AmendAsync(written.Debtor, known => known.WithoutOptOut(channel, said), cancellation);
    }

    /// <summary>Those who were written to from the number that was answered; if nobody was, all of them, but only where all were written to from one number.</summary>
    private static IReadOnlyList<Written> Addressed(IReadOnlyList<Written> behind, string? to)
    {
        if (to is null || Digits(to) is not { Length: > 0 } answered) return behind;
        List<Written> addressed = [.. behind.Where(written => written.Sender is null || Digits(written.Sender) == answered)];
        return addressed.Count > 0 || behind.Select(written => Digits(written.Sender!)).Distinct(StringComparer.Ordinal).Count() > 1 ? addressed : behind;
    }

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>He says that he has paid: that counts as if he had said it to somebody. When it does not count, a person reads it. (R3.6)</summary>
    private async Task PaidAsync(Written written, Channel channel, string text, DateTimeOffset said, CancellationToken cancellation)
    {
        if (written.Case is not { } key) return;
        try
        {
            await commands.ExecuteAsync(
                key, $"reply-{text}-paid", "system",
                state => [new ReplyReceived(channel, text), .. PathCommands.Claim(rules.View(state, clock.GetUtcNow()), BusinessTime.DayOf(said), proven: false, text)], cancellation);
        }
        catch (RefusedException)
        {
            await ReadAsync(written, channel, text, cancellation);
        }
    }

    private async Task ReadAsync(Written written, Channel channel, string text, CancellationToken cancellation)
    {
        if (written.Case is not { } key) return;
        await commands.ExecuteAsync(
            key, $"reply-{text}-read", "system",
            state => [new ReplyReceived(channel, text), new TaskOpened($"reply-{text}", TaskKind.Reply, state.Callers, rules.View(state, clock.GetUtcNow()).EndOfWorkingDay(1), ByReply)],
            cancellation);
    }
}
