namespace Collections.Local.Host.Sms;

/// <summary>All messages by sequence. Its inbox's lock guards it.</summary>
internal sealed class SmsLog
{
    private readonly List<SmsMessage> messages = [];

    public int Count => messages.Count;

    /// <summary>Adds a message or replaces an earlier state of it. Commits end in almost the order in which sequences are given.</summary>
    public void Put(SmsMessage message)
    {
        int index = IndexOf(message.Sequence);
        if (index >= 0)
            messages[index] = message;
        else
            messages.Insert(~index, message);
    }

    public SmsMessage? Find(long sequence)
    {
        int index = IndexOf(sequence);
        return index >= 0 ? messages[index] : null;
    }

    /// <summary>Newest first, those before a sequence.</summary>
    public IEnumerable<SmsMessage> Before(long sequence)
    {
        int index = IndexOf(sequence);
        for (int i = (index >= 0 ? index : ~index) - 1; i >= 0; i--)
            yield return messages[i];
    }

    private int IndexOf(long sequence)
    {
        if (messages.Count == 0 || messages[^1].Sequence < sequence)
            return ~messages.Count;

        int low = 0;
        int high = messages.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long found = messages[middle].Sequence;
            if (found == sequence)
                return middle;
            if (found < sequence)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
