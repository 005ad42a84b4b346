using System.Globalization;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>The conditional headers of a request.</summary>
internal static class BlobConditions
{
    public static StorageError? CheckRead(HeaderList headers, BlobRecord blob)
    {
        if (headers["If-Match"] is { } match && !Matches(match, blob))
            return BlobErrors.ConditionNotMet;
        if (Time(headers["If-Unmodified-Since"]) is { } unmodified && Second(blob.ModifiedAt) > unmodified)
            return BlobErrors.ConditionNotMet;
        if (headers["If-None-Match"] is { } other && Matches(other, blob))
            return BlobErrors.NotModified;
        if (Time(headers["If-Modified-Since"]) is { } modified && Second(blob.ModifiedAt) <= modified)
            return BlobErrors.NotModified;
        return null;
    }

    /// <param name="blob">Null if there is none.</param>
    public static StorageError? CheckWrite(HeaderList headers, BlobRecord? blob)
    {
        if (headers["If-None-Match"] is "*" && blob is not null)
            return BlobErrors.BlobAlreadyExists;
        if (headers["If-Match"] is { } match && (blob is null || !Matches(match, blob)))
            return BlobErrors.ConditionNotMet;
        return blob is not null && CheckRead(headers, blob) is not null ? BlobErrors.ConditionNotMet : null;
    }

    private static bool Matches(string etag, BlobRecord blob) => etag == "*" || etag.Trim('"') == blob.ETag.Trim('"');

    private static DateTimeOffset? Time(string? header) =>
        header is null ? null : DateTimeOffset.Parse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // Headers know whole seconds only.
    private static DateTimeOffset Second(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
