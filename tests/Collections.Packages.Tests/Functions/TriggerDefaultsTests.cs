using Microsoft.Azure.Functions.Worker;

namespace Collections.Packages.Tests.Functions;

/// <summary>What a trigger or binding means where its attribute does not say it.</summary>
public sealed class TriggerDefaultsTests
{
    [Fact]
    public void An_http_trigger_asks_for_a_function_key_and_answers_every_method()
    {
        var trigger = new HttpTriggerAttribute();
        Assert.Equal(AuthorizationLevel.Function, trigger.AuthLevel);
        Assert.Null(trigger.Methods);
        Assert.Null(trigger.Route);
    }

    [Fact]
    public void An_http_trigger_that_names_methods_alone_is_open_to_anybody()
    {
        var trigger = new HttpTriggerAttribute("get", "post");
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
        Assert.Equal(["get", "post"], trigger.Methods!);
    }

    [Fact]
    public void An_http_trigger_that_names_a_level_answers_every_method() => Assert.Null(new HttpTriggerAttribute(AuthorizationLevel.Admin).Methods);

    [Fact]
    public void A_timer_remembers_its_last_run_and_does_not_run_at_the_start()
    {
        var trigger = new TimerTriggerAttribute("0 0 6 * * *");
        Assert.True(trigger.UseMonitor);
        Assert.False(trigger.RunOnStartup);
    }

    [Fact]
    public void A_blob_trigger_scans_logs_and_containers_of_the_hosts_own_storage()
    {
        var trigger = new BlobTriggerAttribute("exports/{name}");
        Assert.Equal(BlobTriggerSource.LogsAndContainerScan, trigger.Source);
        Assert.Null(trigger.Connection);
    }

    [Fact]
    public void A_service_bus_trigger_takes_single_messages_without_sessions()
    {
        var trigger = new ServiceBusTriggerAttribute("queue");
        Assert.False(trigger.IsSessionsEnabled);
        Assert.False(trigger.IsBatched);
        Assert.False(trigger.AutoCompleteMessages);
        Assert.Null(trigger.TopicName);
        Assert.Null(new ServiceBusTriggerAttribute("topic", "subscription").QueueName);
    }

    [Fact]
    public void A_service_bus_output_is_a_queue() => Assert.Equal(ServiceBusEntityType.Queue, new ServiceBusOutputAttribute("name").EntityType);

    [Fact]
    public void Durable_triggers_take_the_name_of_their_function()
    {
        Assert.Null(new OrchestrationTriggerAttribute().Orchestration);
        Assert.Null(new ActivityTriggerAttribute().Activity);
        Assert.Null(new DurableClientAttribute().TaskHub);
    }
}
