using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Governance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.App;

/// <summary>While a policy pack cannot be used nobody is contacted, no person is asked at each case, and the cases go on by themselves when it is mended. (R5.1)</summary>
public class UnusablePackTests
{
    private const string Pack = "bank-new";

    [Fact]
    public async Task Contacts_wait_for_the_pack_and_go_out_when_it_is_mended()
    {
        await using var host = await TestApp.StartAsync(Given.Start, options =>
        {
            options.LogLevel = LogLevel.None;
            options.Settings["Contact:Pack"] = Pack;
        });
        var opened = Given.Opening(daysPastDue: 5);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(opened, "open", "system", default);
        await host.RunUntilAsync(Given.Start.AddDays(2));

        var state = await host.CaseAsync(Given.Key);
        Assert.Equal((null, false), (state.FailedStep, state.Contacts.Open!.Started));
        Assert.DoesNotContain(state.Tasks, task => task.Kind == TaskKind.Review);
        Assert.Empty(host.SmsInbox.Messages());
        Assert.True(state.Version < 10, $"{state.Version} facts while it waited.");

        // The law of the place is in force again under the name that the institution's contacts are bound to.
        await Governed.EnforceAsync(host, "packs", Pack, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(EmbeddedData.Bytes("packs/bank-cn.json")).Replace("\"bank-cn\"", $"\"{Pack}\"", StringComparison.Ordinal)));
        await host.RunUntilAsync(Given.Start.AddDays(2).AddHours(6));
        Assert.Single(host.SmsInbox.Messages());
        Assert.Null((await host.CaseAsync(Given.Key)).FailedStep);
    }

    [Fact]
    public async Task It_is_named_to_whoever_asks_and_to_those_who_run_the_product()
    {
        await using var host = await TestApp.StartAsync(Given.Start, options =>
        {
            options.LogLevel = LogLevel.None;
            options.Settings["Contact:Pack"] = Pack;
        });
        var unusable = await Assert.ThrowsAsync<UnusableException>(async () => await host.Services.GetRequiredService<ILawBook>().ForAsync("DEMO", default));
        Assert.Equal((Pack, true), (unusable.What, Outage.Is(unusable)));
        await host.Services.GetRequiredService<InstitutionState>().AdvanceAsync("DEMO", ExportKind.Delinquency, new DateOnly(2026, 3, 1), default);
        Assert.Equal([$"law-unusable: {Pack}"], await host.Services.GetServices<IHealthWarnings>().OfType<CalendarWarnings>().Single().WarningsAsync(default));
    }
}
