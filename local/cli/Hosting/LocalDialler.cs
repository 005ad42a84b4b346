using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Hosting;

/// <summary>Plays a bank's dialler: takes every automated voice message as spoken to somebody's mailbox, calls nobody, and reports nothing afterwards.</summary>
internal sealed class LocalDialler : IMessageProvider
{
    private const string Name = "local";

    public static void AddTo(IServiceCollection services) => services.AddKeyedSingleton<IMessageProvider>(MessageCarriers.KeyOf(Channel.VoiceMessage, Name), new LocalDialler());

    public static void NameIn(IDictionary<string, string?> settings) => settings[$"Carriers:{Channel.VoiceMessage}"] = Name;

    public Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Task.FromResult(new ProviderAnswer(SendOutcome.Sent, $"voice-{message.Tag}"));
    }
}
