using Collections.Functions.Cases;
using Collections.Functions.Contact.Carriers;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>Who carries what is the settings' choice, and what is missing is told before anything is reserved.</summary>
public class MessageCarriersTests
{
    private readonly ContactWorld _world = new();

    [Theory]
    [InlineData(Channel.Sms, "DEMO", "Sms/azure")]
    [InlineData(Channel.Email, "DEMO", "Email/azure")]
    [InlineData(Channel.Sms, "YQBK", "Sms/gateway")]
    public void A_channel_is_carried_as_the_settings_say(Channel channel, string institution, string expected)
    {
        string? asked = null;
        var carriers = new MessageCarriers(
            key =>
            {
                asked = key;
                return _world.Provider;
            },
            Settings.Of(("Carriers:Institutions:YQBK:Sms", "gateway")));
        Assert.Same(_world.Provider, carriers.For(channel, institution));
        Assert.Equal(expected, asked);
    }

    [Theory]
    [InlineData(Channel.VoiceMessage, null, "Carriers:VoiceMessage")]
    [InlineData(Channel.Sms, "pigeon", "pigeon")]
    public void A_channel_that_nobody_carries_names_the_setting(Channel channel, string? name, string named)
    {
        var carriers = new MessageCarriers(_ => null, Settings.Of(($"Carriers:{channel}", name)));
        Assert.Contains(named, Assert.Throws<InvalidOperationException>(() => carriers.For(channel, "DEMO")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "bank@example.com", true)]
    [InlineData("azure", null, true)]
    [InlineData("azrue", null, true)]
    public void Email_is_carried_where_a_carrier_is_named_or_the_one_that_ships_has_a_sender(string? named, string? sender, bool carried)
    {
        _world.Provider.Sender = sender;
        var carriers = new MessageCarriers(key => key == "Email/azure" ? _world.Provider : null, Settings.Of(("Carriers:Email", named)));
        Assert.Equal(carried, carriers.Carries(Channel.Email, "DEMO"));
        if (named == "azrue") Assert.Contains("Carriers:Email", Assert.Throws<InvalidOperationException>(() => carriers.For(Channel.Email, "DEMO")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_reserved_or_started_while_nobody_carries_the_channel()
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Lacks = "Sms:From";
        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.SendAsync(send.Contact));
        Assert.Null(await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default));
        Assert.DoesNotContain(await _world.FactsAsync(), fact => fact is Functions.Contact.SendStarted);

        _world.Provider.Lacks = null;
        await _world.SendAsync(send.Contact);
        Assert.Single(_world.Provider.Messages);
    }

    [Fact]
    public async Task A_provider_is_told_what_the_text_was_made_of()
    {
        await _world.SendAsync((await _world.PlannedAsync()).Contact);
        var message = Assert.Single(_world.Provider.Messages);
        Assert.Equal((Channel.Sms, "DEMO", "reminder", "zh-CN"), (message.Channel, message.Institution, message.Template!.Name, message.Template.Language));
        Assert.Equal("5,000.00元", message.Template.Values["overdue"]);
    }
}
