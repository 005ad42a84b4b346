namespace Collections.Local.Host.Bus;

/// <summary>Names of what can be received from, written as Service Bus writes them; they compare without regard to case.</summary>
public static class EntityPath
{
    private const string SubscriptionMark = "/Subscriptions/";
    private const string DeadLetterMark = "/$DeadLetterQueue";

    public static string Subscription(string topic, string subscription) => $"{topic}{SubscriptionMark}{subscription}";

    /// <summary>Where messages go that <paramref name="path"/> could not deliver.</summary>
    public static string DeadLetters(string path) => path + DeadLetterMark;

    internal static bool IsDeadLetters(string path) => path.EndsWith(DeadLetterMark, StringComparison.OrdinalIgnoreCase);

    internal static string OwnerOfDeadLetters(string path) => path[..^DeadLetterMark.Length];

    internal static bool TrySplitSubscription(string path, out string topic)
    {
        int mark = path.IndexOf(SubscriptionMark, StringComparison.OrdinalIgnoreCase);
        topic = mark > 0 ? path[..mark] : path;
        return mark > 0;
    }
}
