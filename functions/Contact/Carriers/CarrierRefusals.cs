using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// A carrier that certainly would not take a text is asked again, at first after some hours and then ever more rarely; when it has refused too often, a person sees to it, and
/// until he has, nothing is tried on the channel.
/// </summary>
public static class CarrierRefusals
{
    /// <summary>Why a person is asked.</summary>
    public const string Because = "carrier-refuses";

    /// <summary>Refusals in a row after which a person is asked: some three days.</summary>
    public const int Most = 5;

    private static readonly TimeSpan First = TimeSpan.FromHours(4);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long after the n-th refusal in a row the carrier is asked again.</summary>
    public static TimeSpan Pause(int times) => times >= 4 ? Longest : First * (1 << (times - 1));

    /// <summary>Whether a channel waits for a person.</summary>
    public static bool Holds(ContactProgress contacts, Channel channel)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        return contacts.Refused.GetValueOrDefault(channel) >= Most;
    }

    /// <summary>One task, however many channels there are.</summary>
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Contacts.Refused.Values.All(times => times < Most) || view.State.Task(TaskKind.Review) is not null) return null;
        return new Record([new TaskOpened(view.NewId("review"), TaskKind.Review, view.State.Line, view.EndOfWorkingDay(1), Because)]);
    }
}
