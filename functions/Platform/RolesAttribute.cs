namespace Collections.Functions.Platform;

/// <summary>Who may call an HTTP function: people with any of these roles. A function without it, or <see cref="AnonymousAttribute"/>, answers nobody.</summary>
/// <param name="roles">From <see cref="Roles"/>; a caller with several acts in the first of them that he has.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RolesAttribute(params string[] roles) : Attribute
{
    public IReadOnlyList<string> Roles { get; } = roles;
}

/// <summary>An HTTP function that anybody may call, and why that is right: webhooks that prove themselves, health.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnonymousAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
