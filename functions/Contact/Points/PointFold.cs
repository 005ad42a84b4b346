using Collections.Functions.Cases;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact.Points;

/// <summary>What a case's own facts tell of the debtor's points: what arrived or was answered verifies one, and a new one is one to try. Pure.</summary>
internal static class PointFold
{
    public static PointQuality After(PointQuality known, Fact fact) => fact switch
    {
        DeliveryReported { Delivered: true } or CallRecorded { Person: null, IsConversation: true } => PointQuality.Verified,
        ContactPointsRated rated => rated.Quality,
        ContactPointNoted or OutsideChanged { Change: OutsideChange.Phone or OutsideChange.Email } when known != PointQuality.Verified => PointQuality.Unknown,
        BalanceUpdated updated when known != PointQuality.Verified && updated.Changes.Contains("contactPoints") => PointQuality.Unknown,
        _ => known,
    };
}
