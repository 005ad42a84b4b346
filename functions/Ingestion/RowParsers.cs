namespace Collections.Functions.Ingestion;

internal static class RowParsers
{
    /// <summary>Parses the current row of a file of some kind; null when the row is at fault. Snapshots have a parser of their own, which checks before it makes.</summary>
    public static Func<object?> For(ExportKind kind, RowFields fields, RowChecks checks) => kind switch
    {
        ExportKind.Delinquency => static () => throw new InvalidOperationException("Rows of snapshots are checked, then made."),
        ExportKind.Payments => new PaymentRowParser(fields, checks).Parse,
        ExportKind.Totals => new TotalRowParser(fields, checks).Parse,
        ExportKind.Exits => new ExitRowParser(fields, checks).Parse,
        ExportKind.Changes => new ChangeRowParser(fields, checks).Parse,
        ExportKind.Calls => new CallRowParser(fields, checks).Parse,
        ExportKind.Promises => new PromiseRowParser(fields, checks).Parse,
        ExportKind.Plans => new PlanRowParser(fields, checks).Parse,
        ExportKind.OptOuts => new OptOutRowParser(fields, checks).Parse,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
