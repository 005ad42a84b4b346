using Collections.Local.Host.Sms;
using Collections.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Collections.LocalHost.Tests.Sms;

/// <summary>The inbox's page as a developer uses it, in a real browser.</summary>
public sealed class SmsPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_message_is_shown_masked_and_answered_in_its_recipients_name()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SendAsync("您的账户逾期");
        await using var tab = await chromium.OpenAsync(new Uri(server.Address, "inbox"));
        await Expect(tab["li .text"]).ToHaveTextAsync("您的账户逾期");
        await Expect(tab["li .number"]).ToHaveTextAsync("To +86138\u2022\u2022\u2022\u20221234");
        await tab["li .number"].ClickAsync();
        await Expect(tab["li .number"]).ToHaveTextAsync($"To {InboxServer.Debtor}");
        await Expect(tab["li .more"]).ToContainTextAsync("1 segment");

        await tab.Button("退订").ClickAsync();
        await Expect(tab["li"]).ToHaveCountAsync(2);
        await tab["li:not(.in) input"].FillAsync(" I paid yesterday ");
        await tab.Button("Send").ClickAsync();
        await Expect(tab["li.in .text"].First).ToHaveTextAsync("I paid yesterday");
        await Expect(tab["#count"]).ToHaveTextAsync("3 messages");
        Assert.Equal(["I paid yesterday", "退订"], server.Inbox.Messages().Where(message => message.Direction == SmsDirection.Incoming).Select(message => message.Text));
        tab.HasNoComplaints();
    }
}
