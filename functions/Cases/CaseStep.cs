using System.Text.Json.Serialization;

namespace Collections.Functions.Cases;

/// <summary>What the case wants next. The orchestration interprets it; it travels as polymorphic JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(Record), "record")]
[JsonDerivedType(typeof(SendContact), "send-contact")]
[JsonDerivedType(typeof(BuildDossier), "build-dossier")]
[JsonDerivedType(typeof(HandOver), "hand-over")]
[JsonDerivedType(typeof(CheckReach), "check-reach")]
[JsonDerivedType(typeof(Wait), "wait")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record CaseStep;

/// <summary>A decision that needs no effect outside: the facts are appended and the case decides again.</summary>
public sealed record Record(IReadOnlyList<Fact> Facts) : CaseStep;

/// <summary>Something with an effect: the activity of the same name does it, appends what happened and returns the next step.</summary>
public abstract record Act : CaseStep
{
    [JsonIgnore]
    public string Activity => GetType().Name;
}

/// <summary>Carry a planned contact through the gate and to the provider, at most once.</summary>
public sealed record SendContact(string Contact) : Act;

public sealed record BuildDossier : Act;

public sealed record HandOver : Act;

/// <summary>Look whether any contact point of the debtor is left. (R3.6)</summary>
public sealed record CheckReach : Act;

/// <summary>Nothing to do until a time, or until something new is in the stream.</summary>
/// <param name="Until">When to look again at the latest.</param>
/// <param name="Because">Short code of the reason, shown to people.</param>
/// <param name="AsOf">Stream version that was decided on; nudges not above it tell nothing new.</param>
public sealed record Wait(DateTimeOffset Until, string Because, long AsOf = 0) : CaseStep;

/// <summary>The case is closed.</summary>
public sealed record Done : CaseStep;
