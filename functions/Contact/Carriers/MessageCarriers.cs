using Collections.Functions.Cases;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// Who carries what: the provider that the settings name for a channel, or for a channel of one institution. Providers are registered as keyed
/// services under <see cref="KeyOf"/>, so a bank adds its own beside those that ship.
/// </summary>
/// <param name="find">The provider registered under a key, or null.</param>
public sealed class MessageCarriers(Func<string, IMessageProvider?> find, IConfiguration configuration)
{
    /// <summary>Azure Communication Services: SMS, e-mail.</summary>
    public const string Azure = "azure";

    /// <summary>An HTTP gateway as mainland banks use: SMS.</summary>
    public const string Gateway = "gateway";

    public static string KeyOf(Channel channel, string name) => $"{channel}/{name}";

    /// <summary>
    /// The provider for a channel, with all that it needs. Throws <see cref="InvalidOperationException"/>, naming the setting, when nobody carries the
    /// channel: ask before anything is reserved.
    /// </summary>
    public IMessageProvider For(Channel channel, string institution)
    {
        var setting = $"Carriers:{channel}";
        var name = NameOf(channel, institution)
            ?? throw new InvalidOperationException($"Nobody carries messages of channel {channel}: register a provider and name it in the setting '{setting}'.");
        var provider = find(KeyOf(channel, name))
            ?? throw new InvalidOperationException($"The setting '{setting}' names the carrier '{name}', and there is none of that name for the channel.");
        provider.RequireSettings(institution);
        return provider;
    }

    /// <summary>Name of the carrier that the settings name, or that carries where they name none; null: nobody does.</summary>
    public string? NameOf(Channel channel, string institution) => Named(channel, institution) ?? Default(channel);

    /// <summary>
    /// Whether anybody carries a channel. SMS is always carried, and so is what the settings name a carrier for: what is wrong with that, <see cref="For"/> tells. The rest has
    /// the carrier that ships, for the institutions that have a sender there: one need not have e-mail, and its messages of that channel are left out.
    /// </summary>
    public bool Carries(Channel channel, string institution)
    {
        if (channel == Channel.Sms || Named(channel, institution) is not null) return true;
        return Default(channel) is { } name && find(KeyOf(channel, name))?.SenderOf(institution) is not null;
    }

    private string? Named(Channel channel, string institution) => configuration[$"Carriers:Institutions:{institution}:{channel}"] ?? configuration[$"Carriers:{channel}"];

    private static string? Default(Channel channel) => channel is Channel.Sms or Channel.Email ? Azure : null;
}
