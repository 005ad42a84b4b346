using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>
/// People who are told that something does not answer at present try again, and may: the same command has one effect. At once, since a person's pause is no
/// part of virtual time.
/// </summary>
internal static class Patiently
{
    private const int Tries = 200;

    public static Task DoAsync(Func<Task> work, CancellationToken cancellation) => DoAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellation);

    public static Task<T> DoAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => Outage.OutlastAsync(work, Tries, cancellation);
}
