using Azure.Communication.Sms;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class SmsHostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_apps_client_reaches_the_inbox_and_reports_come_back_in_virtual_time()
    {
        await using var host = await Host.StartAsync(
            options =>
            {
                options.FunctionTypes.Add(typeof(SampleSms));
                options.Clock = HostClock.Virtual(Start);
                options.LogLevel = LogLevel.None;
                options.SmsEvents = "api/sms/events";
                options.Configure = (builder, configuration) =>
                {
                    builder.Services.AddSingleton<Log>();
                    builder.Services.AddSingleton(_ => new SmsClient(configuration["Sms:ConnectionString"]!));
                };
            },
            Cancellation);
        var client = host.Services.GetRequiredService<SmsClient>();
        await client.SendAsync("+4930111", "+4915199", "hello", new SmsSendOptions(enableDeliveryReport: true), Cancellation);
        var message = Assert.Single(host.SmsInbox.Messages());
        await host.RunUntilAsync(Start.AddMinutes(1), Cancellation);
        await host.SmsInbox.ReplyAsync(message.Id, "stop");
        await host.RunDueAsync(Cancellation);
        Assert.Equal(
            ["01 06:00:05 Microsoft.Communication.SMSDeliveryReportReceived", "01 06:01:00 Microsoft.Communication.SMSReceived"],
            host.Services.GetRequiredService<Log>().Lines);
    }
}
