using System.Net.Sockets;
using Azure;
using Azure.Communication.Sms;
using Azure.Communication.Sms.Models;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Moq;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>Only what is certain is told as sent or failed. (R5.6)</summary>
public class AzureSmsProviderTests
{
    [Theory]
    [InlineData(true, 202, SendOutcome.Sent)]
    [InlineData(false, 400, SendOutcome.Failed)]
    [InlineData(false, 429, SendOutcome.Released)]
    [InlineData(false, 500, SendOutcome.Unknown)]
    public async Task A_recipients_own_result_counts_within_an_accepted_call(bool successful, int status, SendOutcome outcome) =>
        Assert.Equal(outcome, (await AnswerAsync(() => SmsModelFactory.SmsSendResult("+8619900000001", "m", status, successful, null))).Outcome);

    [Theory]
    [InlineData(400, SendOutcome.Failed)]
    [InlineData(401, SendOutcome.Failed)]
    [InlineData(429, SendOutcome.Released)]
    [InlineData(408, SendOutcome.Unknown)]
    [InlineData(500, SendOutcome.Unknown)]
    [InlineData(503, SendOutcome.Unknown)]
    [InlineData(0, SendOutcome.Unknown)]
    public async Task A_call_that_fails_is_a_failure_only_when_it_was_refused(int status, SendOutcome outcome) =>
        Assert.Equal(outcome, (await AnswerAsync(() => throw new RequestFailedException(status, "no"))).Outcome);

    [Fact]
    public async Task Nothing_left_when_nobody_listened() => Assert.Equal(
        SendOutcome.Failed,
        (await AnswerAsync(() => throw new RequestFailedException("no", new HttpRequestException("no", new SocketException((int)SocketError.ConnectionRefused))))).Outcome);

    [Fact]
    public async Task A_broken_connection_or_a_silence_is_unknown()
    {
        Assert.Equal(SendOutcome.Unknown, (await AnswerAsync(() => throw new RequestFailedException("no", new SocketException((int)SocketError.ConnectionReset)))).Outcome);
        Assert.Equal(SendOutcome.Unknown, (await AnswerAsync(() => throw new TaskCanceledException())).Outcome);
    }

    private static async Task<ProviderAnswer> AnswerAsync(Func<SmsSendResult> service)
    {
        var client = new Mock<SmsClient>();
        client.Setup(c => c.SendAsync("+1000", "+8619900000001", "text", It.Is<SmsSendOptions>(o => o.EnableDeliveryReport && o.Tag == "tag"), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(Response.FromValue(service(), Mock.Of<Response>())));
        var settings = Settings.Of("Sms", ("Sms:From", "+1000"));
        var provider = new AzureSmsProvider(client.Object, settings, new SenderRates(TimeProvider.System), TimeProvider.System);
        return await provider.SendAsync(new OutgoingMessage("tag", Channel.Sms, "DEMO", "+8619900000001", "text"), default);
    }
}
