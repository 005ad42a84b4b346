using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Ingestion.Retention;

/// <summary>Once a night, when no bank sends files.</summary>
public sealed class RetentionFunctions(ExportRetention retention)
{
    /// <summary>19:15 UTC: a quarter past three in the morning at the bank.</summary>
    [Function(nameof(ForgetExports))]
    public Task ForgetExports([TimerTrigger("0 15 19 * * *")] TimerInfo timer, CancellationToken cancellation) => retention.RunAsync(cancellation);
}
