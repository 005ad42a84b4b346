using System.Text.Json.Serialization;

namespace Collections.Functions.Ingestion;

/// <summary>
/// What it means that a complete snapshot does not have an account. <see cref="Unclear"/>: collection stops, and the next snapshots tell;
/// <see cref="Cured"/>: this bank lists whatever is overdue, so it is cured; <see cref="Unchanged"/>: this bank lists only what changed.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<AbsenceMeaning>))]
public enum AbsenceMeaning { Unclear, Cured, Unchanged }
