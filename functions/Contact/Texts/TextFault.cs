namespace Collections.Functions.Contact.Texts;

/// <summary>What is wrong with a template or with a text that was made of it.</summary>
/// <param name="Path">JSON path, such as <c>$.variants.a.texts.en</c>.</param>
/// <param name="Code">Short and stable: <c>unknown-placeholder</c>, <c>forbidden-words</c> …</param>
public sealed record TextFault(string Path, string Code, string Problem);

/// <summary>A text that may not go out. Tells of the template alone, never of the values.</summary>
public sealed class TextRefusedException(string template, IReadOnlyList<TextFault> faults)
    : Exception($"Template '{template}' may not be used here: {string.Join("; ", faults.Select(fault => $"{fault.Path} {fault.Problem} ({fault.Code})"))}.")
{
    public IReadOnlyList<TextFault> Faults { get; } = faults;
}
