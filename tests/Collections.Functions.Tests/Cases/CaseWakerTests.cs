using Collections.Functions.Cases;
using Collections.Functions.Platform;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Collections.Functions.Tests.Cases;

/// <summary>Waking: raise; if there is nothing to raise to, start; if somebody else started it meanwhile, raise again.</summary>
public class CaseWakerTests
{
    private readonly Mock<DurableTaskClient> _client = new("test");

    private void Raise(params Exception?[] results)
    {
        var calls = new Queue<Exception?>(results);
        _client.Setup(c => c.RaiseEventAsync(Given.Key.Value, CaseWaker.Nudge, It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns(() => calls.Dequeue() is { } failure ? Task.FromException(failure) : Task.CompletedTask);
    }

    private void Start(Exception? failure) =>
        _client.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns(() => failure is null ? Task.FromResult(Given.Key.Value) : Task.FromException<string>(failure));

    [Fact]
    public async Task A_finished_instance_is_started_again()
    {
        Raise(new InvalidOperationException("finished"));
        Start(null);
        await new CaseWaker(new DurableClients(_client.Object)).NudgeAsync(Given.Key, 5, default);
        _client.Verify(c => c.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(),
            Given.Key,
            It.Is<StartOrchestrationOptions?>(o => o!.InstanceId == Given.Key.Value && o.DedupeStatuses!.Contains("Running") && o.DedupeStatuses!.Contains("Pending") && o.DedupeStatuses!.Contains("Suspended")),
            It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task One_that_appeared_meanwhile_is_raised_to_again()
    {
        Raise(new ArgumentException("missing"), null);
        Start(new OrchestrationAlreadyExistsException("there"));
        await new CaseWaker(new DurableClients(_client.Object)).NudgeAsync(Given.Key, 5, default);
        _client.Verify(c => c.RaiseEventAsync(Given.Key.Value, CaseWaker.Nudge, It.IsAny<object?>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
    }
}
