namespace Collections.Functions.Platform;

/// <summary>
/// Something that the program rests on is there and cannot be used until a person mends it, as a policy pack. Whatever needs it waits as for a service that is away, and goes
/// on by itself; health names it.
/// </summary>
/// <param name="what">Name of the thing, as people know it.</param>
public sealed class UnusableException(string what, string message, Exception? inner = null) : Exception(message, inner)
{
    public string What { get; } = what;
}
