namespace Collections.Functions.Ingestion;

/// <summary>Up to which business date an institution's payments are in: a promise is judged only once they cover it. (R4.1)</summary>
public interface IPaymentsWatermark
{
    Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation);
}
