using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Collections.Packages.Tests.DurableTask;

/// <summary>Defaults and rules of the durable types that their signatures do not show.</summary>
public sealed class DurableTypesTests
{
    [Fact]
    public void A_restart_preserves_events_by_default() => Assert.True(new ContinueAsNewOptions().PreserveUnprocessedEvents);

    [Fact]
    public void A_start_has_no_tags_and_leaves_existing_instances_to_the_server()
    {
        var options = new StartOrchestrationOptions();
        Assert.Empty(options.Tags);
        Assert.Null(options.DedupeStatuses);
        Assert.Null(options.InstanceId);
        Assert.Null(options.StartAt);
    }

    [Fact]
    public void Dedupe_statuses_are_kept_by_name() => Assert.Equal(
        ["Running", "Completed"],
        new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed).DedupeStatuses!);

    [Fact]
    public void A_query_has_pages_of_a_hundred_without_payloads()
    {
        var query = new OrchestrationQuery();
        Assert.Equal((100, 100, false), (OrchestrationQuery.DefaultPageSize, query.PageSize, query.FetchInputsAndOutputs));
    }

    [Fact]
    public void Neither_termination_nor_purging_takes_children_along_by_default()
    {
        Assert.False(new TerminateInstanceOptions().Recursive);
        Assert.False(new PurgeInstanceOptions().Recursive);
    }

#pragma warning disable CS0618 // The two statuses are there for compatibility; what they count as is part of it.
    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    [InlineData(OrchestrationRuntimeStatus.ContinuedAsNew, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Canceled, false, false)]
#pragma warning restore CS0618
    public void A_status_is_running_or_completed_or_neither(OrchestrationRuntimeStatus status, bool isRunning, bool isCompleted)
    {
        var metadata = new OrchestrationMetadata("o", "id") { RuntimeStatus = status };
        Assert.Equal((isRunning, isCompleted), (metadata.IsRunning, metadata.IsCompleted));
    }

    [Fact]
    public void Names_compare_without_regard_to_case()
    {
        TaskName name = "Remind";
        Assert.True(name == new TaskName("REMIND"));
        Assert.Equal(name.GetHashCode(), new TaskName("remind").GetHashCode());
        Assert.True(name != new TaskName("Reminder"));
        Assert.Equal("Remind", name);
    }

    [Fact]
    public void Json_has_fields_pascal_case_and_no_text_for_null()
    {
        DataConverter json = JsonDataConverter.Default;
        Assert.Equal("""{"DaysPastDue":30,"Notes":null}""", json.Serialize(new { DaysPastDue = 30, Notes = (string?)null }));
        Assert.Equal("""{"Item1":1,"Item2":"b"}""", json.Serialize((1, "b")));
        Assert.Equal((1, "b"), json.Deserialize<(int, string)>("""{"Item1":1,"Item2":"b"}"""));
        Assert.Null(json.Serialize(null));
        Assert.Null(json.Deserialize<string>(null));
        Assert.Equal(0, json.Deserialize<int>(null));
    }

    [Fact]
    public void A_task_failure_says_what_is_known_of_it()
    {
        var details = new TaskFailureDetails("System.TimeoutException", "too late", null, null, null);
        Assert.Equal("Task 'pay' (#4) failed with an unhandled exception: too late", new TaskFailedException("pay", 4, details).Message);
        Assert.Null(new TaskFailedException("pay", 4, details).InnerException);
        Assert.Equal("Task 'pay' (#4) failed with an unhandled exception: no", new TaskFailedException("pay", 4, new TimeoutException("no")).Message);
    }

    [Fact]
    public void Options_with_an_instance_id_keep_their_retries()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromMinutes(1));
        SubOrchestrationOptions options = TaskOptions.FromRetryPolicy(policy).WithInstanceId("child");
        Assert.Same(policy, options.Retry!.Policy);
        Assert.Equal("child", options.InstanceId);
    }
}
