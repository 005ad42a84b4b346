using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>People who are told that something does not answer at present try again, and may: the same command has one effect.</summary>
internal static class Patiently
{
    private const int Tries = 20;

    public static async Task DoAsync(Func<Task> work) => await DoAsync(async () =>
    {
        await work();
        return true;
    });

    public static async Task<T> DoAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (attempt < Tries && Outage.Is(failure))
            {
                // At once: a person's pause is no part of virtual time.
            }
        }
    }
}
