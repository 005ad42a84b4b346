using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Collections.Local.Host.Email;
using Collections.Local.Host.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.App;

/// <summary>The carriers as the app registers them, against the services' own contracts over real sockets. (R5.6)</summary>
public class CarrierTests
{
    private static readonly DateTimeOffset Noon = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 30));

    [Theory]
    [InlineData(SmsOutcome.Deliver, SendOutcome.Sent, null)]
    [InlineData(SmsOutcome.Refuse, SendOutcome.Failed, "http-400")]
    [InlineData(SmsOutcome.Throttle, SendOutcome.Released, "http-429")]
    [InlineData(SmsOutcome.UnknownTimeout, SendOutcome.Unknown, "no-answer")]
    public async Task An_sms_is_tried_once_and_its_answer_taken_for_what_it_makes_certain(SmsOutcome rule, SendOutcome outcome, string? error)
    {
        await using var host = await TestApp.StartAsync(Noon);
        host.SmsInbox.SetRule(new SmsRule("", rule, rule == SmsOutcome.Throttle ? 9 : null));
        var answer = await SendAsync(host, Channel.Sms, "+8619900000001");
        Assert.Equal((outcome, error), (answer.Outcome, answer.Error));
        if (outcome == SendOutcome.Released) Assert.Equal(TimeSpan.FromSeconds(9), answer.RetryAfter);
        Assert.Equal(outcome == SendOutcome.Released ? 0 : 1, host.SmsInbox.Count);
    }

    [Theory]
    [InlineData(EmailOutcome.Deliver, SendOutcome.Sent, null)]
    [InlineData(EmailOutcome.Refuse, SendOutcome.Failed, "http-400")]
    [InlineData(EmailOutcome.Throttle, SendOutcome.Released, "http-429")]
    [InlineData(EmailOutcome.UnknownTimeout, SendOutcome.Unknown, "no-answer")]
    public async Task An_email_is_tried_once_and_its_answer_taken_for_what_it_makes_certain(EmailOutcome rule, SendOutcome outcome, string? error)
    {
        await using var host = await TestApp.StartAsync(Noon);
        host.EmailInbox.SetRule(new EmailRule("", rule, rule == EmailOutcome.Throttle ? 9 : null));
        var answer = await SendAsync(host, Channel.Email, "wang@example.com");
        Assert.Equal((outcome, error), (answer.Outcome, answer.Error));
        if (outcome == SendOutcome.Released) Assert.Equal(TimeSpan.FromSeconds(9), answer.RetryAfter);
        Assert.Equal(outcome is SendOutcome.Sent or SendOutcome.Unknown ? 1 : 0, host.EmailInbox.Count);
    }

    [Fact]
    public async Task A_sender_over_his_rate_is_turned_away_without_a_call()
    {
        await using var host = await TestApp.StartAsync(Noon, options => options.Settings["Sms:Institutions:DEMO:PerMinute"] = "1");
        Assert.Equal(SendOutcome.Sent, (await SendAsync(host, Channel.Sms, "+8619900000001")).Outcome);
        var later = await SendAsync(host, Channel.Sms, "+8619900000002");
        Assert.Equal(SendOutcome.Released, later.Outcome);
        Assert.InRange(later.RetryAfter!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        Assert.Equal(1, host.SmsInbox.Count);
        Assert.Equal(SendOutcome.Sent, (await SendAsync(host, Channel.Sms, "+8619900000003", "YQBK")).Outcome);
    }

    private static Task<ProviderAnswer> SendAsync(LocalHost host, Channel channel, string to, string institution = "DEMO")
    {
        var tag = new ContactTag(new string('a', 32), new CaseKey(new string('b', 32)), new DebtorKey(new string('d', 32)));
        return host.Services.GetRequiredService<MessageCarriers>().For(channel, institution).SendAsync(new OutgoingMessage(tag.ToString(), channel, institution, to, "您好", "账户"), default);
    }
}
