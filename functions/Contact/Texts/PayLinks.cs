using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>The links by which debtors pay: the bank's pay page with a token that tells it which case is meant, and nothing of the person.</summary>
/// <param name="days">Days that a link holds.</param>
public sealed class PayLinks(SigningKeys keys, TimeProvider clock, int days = PayLinks.Days)
{
    public const int Days = 30;

    /// <summary>The pay page's address with a token; without a key, the address alone.</summary>
    /// <param name="contact">Contact id.</param>
    public Uri Of(string payLink, CaseKey key, string contact)
    {
        ArgumentNullException.ThrowIfNull(payLink);
        if (keys.Current is not { } version) return new Uri(payLink);
        var token = new PayToken(TokenPurpose.Pay, key, contact, Today.AddDays(days)).Sign(version, keys[version]!);
        return new Uri($"{payLink}{(payLink.Contains('?', StringComparison.Ordinal) ? '&' : '?')}t={token}");
    }

    /// <summary>What a token to pay stands for; null when it is wrong in whatever way.</summary>
    public PayToken? Verify(string token) => PayToken.Verify(token, keys, Today) is { Purpose: TokenPurpose.Pay } found ? found : null;

    private DateOnly Today => BusinessTime.DayOf(clock.GetUtcNow());
}
