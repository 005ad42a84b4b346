namespace Collections.Functions.Contact.Texts;

/// <summary>What a text must say, where the law or the bank's own rule asks for it. (R5.2, R5.4)</summary>
public enum MessageElement
{
    /// <summary>Who writes or calls, by name.</summary>
    Identity,

    /// <summary>How to stop this channel.</summary>
    OptOut,

    /// <summary>How to pay.</summary>
    PayLink,

    /// <summary>Whom to ask.</summary>
    Hotline,

    /// <summary>How to object.</summary>
    Objection,

    /// <summary>How much is claimed.</summary>
    Amount,
}
