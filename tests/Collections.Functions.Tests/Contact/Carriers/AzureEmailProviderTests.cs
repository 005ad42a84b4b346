using Azure;
using Azure.Communication.Email;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Carriers.Email;
using Moq;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>E-mail with the same certainties as SMS, under the contact's own id. (R5.6)</summary>
public class AzureEmailProviderTests
{
    private static readonly string Tag = $"0123456789abcdef0123456789abcdef.{new string('b', 32)}.{new string('d', 32)}";

    private EmailMessage? _sent;

    [Theory]
    [InlineData(false, false, SendOutcome.Sent)]
    [InlineData(true, true, SendOutcome.Sent)]
    [InlineData(true, false, SendOutcome.Failed)]
    public async Task What_was_taken_is_sent_unless_its_operation_has_failed_already(bool completed, bool hasValue, SendOutcome outcome)
    {
        var answer = await AnswerAsync(() => Operation(completed, hasValue));
        Assert.Equal((outcome, "op-1"), (answer.Outcome, answer.MessageId));
    }

    [Theory]
    [InlineData(400, SendOutcome.Failed)]
    [InlineData(401, SendOutcome.Failed)]
    [InlineData(429, SendOutcome.Released)]
    [InlineData(408, SendOutcome.Unknown)]
    [InlineData(503, SendOutcome.Unknown)]
    [InlineData(0, SendOutcome.Unknown)]
    public async Task A_call_that_fails_is_a_failure_only_when_it_was_refused(int status, SendOutcome outcome) =>
        Assert.Equal(outcome, (await AnswerAsync(() => throw new RequestFailedException(status, "no"))).Outcome);

    [Fact]
    public async Task It_carries_text_page_and_the_way_to_unsubscribe_and_is_not_watched()
    {
        await AnswerAsync(() => Operation(false, false));
        Assert.Equal(("bank@example.com", "debtor@example.com", "关于您的账户"), (_sent!.SenderAddress, Assert.Single(_sent.Recipients.To).Address, _sent.Content.Subject));
        Assert.Equal("您好 <&>\n\n还款： https://pay.example.com/x?t=1 。", _sent.Content.PlainText);
        Assert.Contains("<p>您好 &lt;&amp;&gt;</p><p>还款： <a href=\"https://pay.example.com/x?t=1\">https://pay.example.com/x?t=1</a> 。</p>", _sent.Content.Html, StringComparison.Ordinal);
        Assert.Equal("<mailto:stop@example.com?subject=unsubscribe>", _sent.Headers["List-Unsubscribe"]);
        Assert.Equal("desk@example.com", Assert.Single(_sent.ReplyTo).Address);
        Assert.True(_sent.UserEngagementTrackingDisabled);
    }

    private static EmailSendOperation Operation(bool completed, bool hasValue)
    {
        var operation = new Mock<EmailSendOperation>();
        operation.SetupGet(o => o.Id).Returns("op-1");
        operation.SetupGet(o => o.HasCompleted).Returns(completed);
        operation.SetupGet(o => o.HasValue).Returns(hasValue);
        return operation.Object;
    }

    private async Task<ProviderAnswer> AnswerAsync(Func<EmailSendOperation> service)
    {
        var client = new Mock<EmailClient>();
        client.Setup(c => c.SendAsync(WaitUntil.Started, It.IsAny<EmailMessage>(), Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), It.IsAny<CancellationToken>()))
            .Returns((WaitUntil _, EmailMessage message, Guid _, CancellationToken _) =>
            {
                _sent = message;
                return Task.FromResult(service());
            });
        var settings = Settings.Of("Email", ("Email:From", "bank@example.com"), ("Email:ReplyTo", "desk@example.com"), ("Email:Unsubscribe", "stop@example.com"));
        var provider = new AzureEmailProvider(new Lazy<EmailClient>(client.Object), settings, new SenderRates(TimeProvider.System), TimeProvider.System);
        return await provider.SendAsync(
            new OutgoingMessage(Tag, Channel.Email, "DEMO", "debtor@example.com", "您好 <&>\n\n还款： https://pay.example.com/x?t=1 。", "关于您的账户"), default);
    }
}
