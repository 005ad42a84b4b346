using Microsoft.DurableTask;

namespace Collections.Packages.Tests.DurableTask;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_policy_does_not_back_off_waits_an_hour_at_most_and_never_gives_up_by_default()
    {
        var policy = new RetryPolicy(3, Minute);
        Assert.Equal((3, Minute, 1.0), (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient));
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
        Assert.True(policy.Handle(new InvalidOperationException()));
    }

    [Fact]
    public void There_is_one_attempt_at_least() => AssertRefused("maxNumberOfAttempts", "greater than zero.", () => new RetryPolicy(0, Minute));

    [Fact]
    public void The_first_delay_is_longer_than_nothing() => AssertRefused("firstRetryInterval", "greater than zero.", () => new RetryPolicy(1, TimeSpan.Zero));

    [Fact]
    public void Delays_do_not_shrink() => AssertRefused("backoffCoefficient", "greater or equal to 1.0.", () => new RetryPolicy(1, Minute, 0.9));

    [Fact]
    public void The_longest_delay_is_no_shorter_than_the_first() => AssertRefused(
        "maxRetryInterval", "greater or equal to the value for firstRetryInterval.", () => new RetryPolicy(1, Minute, maxRetryInterval: Minute / 2));

    [Fact]
    public void The_timeout_is_no_shorter_than_the_first_delay() => AssertRefused(
        "retryTimeout", "greater or equal to the value for firstRetryInterval.", () => new RetryPolicy(1, Minute, retryTimeout: Minute / 2));

    [Fact]
    public void The_limits_themselves_and_infinity_are_allowed()
    {
        var least = new RetryPolicy(1, Minute, 1.0, Minute, Minute);
        Assert.Equal((Minute, Minute), (least.MaxRetryInterval, least.RetryTimeout));
        var endless = new RetryPolicy(1, Minute, 1.0, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal((Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), (endless.MaxRetryInterval, endless.RetryTimeout));
    }

    [Fact]
    public void A_handler_gets_the_failure_of_the_task_and_nothing_else()
    {
        var policy = new RetryPolicy(3, Minute) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
        Assert.True(policy.Handle(Failed(typeof(TimeoutException))));
        Assert.False(policy.Handle(Failed(typeof(FormatException))));
        Assert.Throws<InvalidOperationException>(() => policy.Handle(new TimeoutException()));
    }

    private static global::DurableTask.Core.Exceptions.TaskFailedException Failed(Type cause) => new("failed")
    {
        FailureDetails = new global::DurableTask.Core.FailureDetails(cause.FullName!, "failed", null, null, isNonRetriable: false),
    };

    private static void AssertRefused(string parameter, string rule, Func<RetryPolicy> make)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.Equal(parameter, refusal.ParamName);
        Assert.StartsWith($"The value for {parameter} must be {rule}", refusal.Message, StringComparison.Ordinal);
    }
}
