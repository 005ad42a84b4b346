namespace Collections.Functions.Tests.Cases;

/// <summary>
/// Lives on the real stores, with a process that dies every few steps: what must never happen does not, by the auditor's judgement of all that is stored, and every case ends or waits
/// with a reason and a time. (R9)
/// </summary>
public class StoredLifeTests
{
    private const int Lives = 16;

    private const int Days = 100;

    [Fact]
    public async Task Whatever_happens_and_wherever_a_process_dies_what_must_never_happen_does_not()
    {
        var (crashes, messages) = (0, 0);
        for (var seed = 0; seed < Lives; seed++)
        {
            var life = new StoredLife(seed);
            life.Live(Days);
            Assert.True(life.Wrong is null, $"Life {seed}: {life.Wrong}");
            var found = await life.AuditAsync();
            Assert.True(found.Count == 0, $"Life {seed}: {string.Join("; ", found.Take(3))}");
            (crashes, messages) = (crashes + life.Crashes, messages + life.Messages);
        }

        Assert.True(crashes > 10 * Lives && messages > 5 * Lives, $"{crashes} crashes and {messages} messages are too few to prove anything.");
    }

    /// <summary>The same while one strategy after the other comes in force: what a process took before it died is neither lost nor taken twice. (R5.10)</summary>
    [Fact]
    public async Task Whatever_strategies_come_in_force_and_wherever_a_process_dies_what_must_never_happen_does_not()
    {
        var (crashes, messages, pins) = (0, 0, 0);
        for (var seed = 0; seed < Lives / 2; seed++)
        {
            var life = new StoredLife(seed, new Strategies.ChangingStrategies());
            life.Live(Days);
            Assert.True(life.Wrong is null, $"Life {seed}: {life.Wrong}");
            var found = await life.AuditAsync();
            Assert.True(found.Count == 0, $"Life {seed}: {string.Join("; ", found.Take(3))}");
            (crashes, messages, pins) = (crashes + life.Crashes, messages + life.Messages, pins + (life.State.Strategy == "cn-default/1" ? 0 : 1));
        }

        Assert.True(crashes > 5 * Lives && messages > Lives, $"{crashes} crashes and {messages} messages are too few to prove anything.");
        Assert.True(pins >= Lives / 4, $"{pins} of {Lives / 2} lives took another strategy.");
    }
}
