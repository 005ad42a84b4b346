using Azure;
using Azure.Communication.Sms;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Sms;
using Collections.LocalHost.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Faults;

public sealed class SmsFaultTests
{
    private const string Report = "Microsoft.Communication.SMSDeliveryReportReceived";
    private const string Reply = "Microsoft.Communication.SMSReceived";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sms.throttle=1,retry-after=7", 429, 0)]
    [InlineData("sms.busy=1", 503, 0)]
    [InlineData("sms.error=1", 500, 0)]
    [InlineData("sms.reset=1", 0, 0)]
    [InlineData("sms.lost=1", 0, 1)]
    public async Task A_call_fails_as_its_kind_says_over_a_socket_and_without_one(string faults, int status, int taken)
    {
        await using var host = await StartAsync(faults);
        var overSocket = host.Services.GetRequiredService<SmsClient>();
        var within = new SmsClient(host.SmsInbox.ConnectionString(host.Address), new SmsClientOptions { Transport = new SmsInboxTransport(host.SmsInbox), Retry = { MaxRetries = 0 } });
        foreach (var client in (SmsClient[])[overSocket, within])
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(client));
            Assert.Equal(status, failure.Status);
            if (status == 429) Assert.Equal("7", failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) ? wait : null);
        }

        Assert.Equal(2 * taken, host.SmsInbox.Count);
    }

    [Theory]
    [InlineData("sms.unreported=1", new[] { "01 06:00:05 " + Reply })]
    [InlineData("sms.late=1,late=60", new[] { "01 06:00:05 " + Reply, "01 06:01:05 " + Report })]
    [InlineData("sms.twice=1,late=60", new[] { "01 06:00:05 " + Report, "01 06:00:05 " + Reply, "01 06:01:05 " + Report })]
    public async Task Reports_are_lost_or_come_late_or_twice_and_answers_before_them(string faults, string[] events)
    {
        await using var host = await StartAsync(faults);
        host.SmsInbox.SetRule(new SmsRule("", SmsOutcome.Answer));
        await SendAsync(host.Services.GetRequiredService<SmsClient>());
        await host.RunUntilAsync(Start.AddHours(2), Cancellation);
        Assert.Equal(events, host.Services.GetRequiredService<Log>().Lines);
    }

    private static Task<Response<SmsSendResult>> SendAsync(SmsClient client) =>
        client.SendAsync("+4930111", "+4915199", "hello", new SmsSendOptions(enableDeliveryReport: true), Cancellation);

    private static Task<Host> StartAsync(string faults) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleSms));
            options.Clock = HostClock.Virtual(Start);
            options.LogLevel = LogLevel.None;
            options.SmsEvents = "api/sms/events";
            options.Faults = FaultOptions.Parse(faults);
            options.Configure = (builder, configuration) =>
            {
                builder.Services.AddSingleton<Log>();
                builder.Services.AddSingleton(_ => new SmsClient(configuration["Sms:ConnectionString"]!, new SmsClientOptions { Retry = { MaxRetries = 0 } }));
            };
        },
        Cancellation);
}
