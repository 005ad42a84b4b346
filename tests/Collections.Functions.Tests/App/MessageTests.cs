using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Collections.Local.Host.Email;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.App;

/// <summary>Messages and what comes back, on the whole app in virtual time. (R5.7)</summary>
public class MessageTests
{
    private static readonly DateTimeOffset Noon = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 30));

    [Fact]
    public async Task A_debtor_who_says_stop_is_told_once_that_he_is_left_alone()
    {
        await using var host = await StartAsync();
        await host.RunUntilAsync(Noon.AddHours(1));
        var message = Assert.Single(host.SmsInbox.Messages());
        for (var i = 0; i < 5; i++) await host.SmsInbox.ReplyAsync(message.Id, "退订");
        await host.RunUntilAsync(Noon.AddDays(20));

        var sent = host.SmsInbox.Messages().Where(known => known.Tag is not null).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Contains("退订", sent[0].Text, StringComparison.Ordinal);
        Assert.Single((await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<ChannelOptedOut>());
    }

    [Fact]
    public async Task Other_words_wait_in_the_lines_queue_until_somebody_has_read_them()
    {
        await using var host = await StartAsync();
        await host.RunUntilAsync(Noon.AddHours(1));
        await host.SmsInbox.ReplyAsync(Assert.Single(host.SmsInbox.Messages()).Id, "请给我打电话");
        await host.RunUntilAsync(Noon.AddHours(2));
        var collector = new Desk(host, "li", Roles.Collector);
        var work = Assert.Single(await collector.WorkAsync("replies-first"));
        var timeline = await collector.GetAsync($"cases/{Given.Key}/timeline");
        Assert.Contains(timeline["entries"]!.AsArray(), entry => (string?)entry!["text"] == "请给我打电话");
        await collector.PostAsync($"cases/{Given.Key}/tasks/{work["id"]}/done", new { });
        Assert.Empty(await collector.WorkAsync("replies-first"));
    }

    [Fact]
    public async Task An_email_arrives_and_an_address_that_bounces_is_not_written_to_again()
    {
        await using var host = await StartAsync(email: "wang@example.com");
        host.EmailInbox.SetRule(new EmailRule("@example.com", EmailOutcome.Bounce));
        await host.RunUntilAsync(Noon.AddMinutes(30));
        await PlanAsync(host, "mail-1");
        await host.RunUntilAsync(Noon.AddHours(1));
        var message = Assert.Single(host.EmailInbox.Messages());
        Assert.Equal(("wang@example.com", EmailStatus.Bounced), (message.To, message.Status));
        Assert.Contains("账户", message.Subject, StringComparison.Ordinal);

        await host.RunUntilAsync(Noon.AddDays(1));
        await PlanAsync(host, "mail-2");
        await host.RunUntilAsync(Noon.AddDays(1).AddHours(1));
        Assert.Single(host.EmailInbox.Messages());
        Assert.Contains((await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<ContactForbidden>(), forbidden => forbidden.Rule == ContactGate.InvalidAddress);
    }

    private static async Task<LocalHost> StartAsync(string? email = null)
    {
        var host = await TestApp.StartAsync(Noon);
        var opened = Given.Opening();
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Email = email, Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(opened, "open", "system", default);
        return host;
    }

    private static Task PlanAsync(LocalHost host, string rung) => host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
        Given.Key, rung, "system",
        state => [new ContactPlanned(CaseView.ContactId(Given.Key, state.Version + 1), Channel.Email, Purpose.Collection, Party.Debtor, rung, "reminder-email")], default);
}
