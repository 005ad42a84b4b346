using Collections.Functions.Governance;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Governance;

/// <summary>Laws of a document's versions over any history of proposals and decisions.</summary>
public sealed class GovernedRegisterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] People = ["ada", "bo", "cy"];

    [Fact]
    public void Nothing_binds_that_two_people_did_not_want_or_before_they_did() =>
        Prop.ForAll(Histories(), steps =>
        {
            var register = new GovernedRegister();
            var (now, past) = (Start, new List<(DateTimeOffset At, int? InForce)>());
            foreach (var (kind, who, number, days) in steps)
            {
                now = now.AddHours(1);
                try
                {
                    register = kind switch
                    {
                        0 => register.Propose($"hash-{number}", days == 0 ? null : now.AddDays(days), People[who], now, null).Register,
                        1 => register.Decide(number, approve: true, People[who], now, null),
                        2 => register.Decide(number, approve: false, People[who], now, "no"),
                        _ => register.Withdraw(number, People[who], now),
                    };
                }
                catch (RefusedException)
                {
                    // Refusals are part of any history.
                }

                past.Add((now, register.InForce(now)?.Number));
            }

            foreach (var day in Enumerable.Range(0, 20))
            {
                if (register.InForce(Start.AddDays(day)) is not { } version) continue;
                Assert.Equal(VersionState.Approved, version.State);
                Assert.NotEqual(version.ProposedBy, version.DecidedBy);
                Assert.True(version.InForceFrom >= version.ProposedAt && version.InForceFrom >= version.DecidedAt && !(version.InForceFrom < version.EffectiveFrom));
            }

            // What bound at an instant is told the same for ever: a judge can ask later.
            Assert.All(past, then => Assert.Equal(then.InForce, register.InForce(then.At)?.Number));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<List<(int Kind, int Who, int Number, int Days)>> Histories() =>
        (from kind in Gen.Choose(0, 3)
         from who in Gen.Choose(0, 2)
         from number in Gen.Choose(1, 6)
         from days in Gen.Choose(0, 5)
         select (kind, who, number, days)).ListOf().ToArbitrary();
}
