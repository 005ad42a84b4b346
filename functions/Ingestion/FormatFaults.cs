using System.Globalization;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <param name="Path">JSON path, such as <c>$.kinds.delinquency.columns[3].field</c>.</param>
public sealed record ProfileFault(string Path, string Problem);

/// <summary>What is wrong with a format although it can be read: the one place that says what fits together.</summary>
public static class FormatFaults
{
    private const int MostColumns = RowCells.Most;

    /// <summary>What no row can be accepted without; a constant fills what a bank's files do not have.</summary>
    private static readonly Dictionary<ExportKind, ExportField[]> Needed = new()
    {
        [ExportKind.Delinquency] =
        [
            ExportField.AccountNumber, ExportField.Product, ExportField.DebtorNumber, ExportField.DebtorName, ExportField.Currency, ExportField.Principal, ExportField.Interest,
            ExportField.PenaltyInterest, ExportField.Fees, ExportField.TotalOverdue, ExportField.Balance, ExportField.DueDate, ExportField.DaysPastDue,
        ],
        [ExportKind.Payments] = [ExportField.AccountNumber, ExportField.PaymentId, ExportField.PaidOn, ExportField.Currency, ExportField.Amount],
        [ExportKind.Totals] = [ExportField.Product, ExportField.Bucket, ExportField.Accounts, ExportField.Currency, ExportField.Balance],
        [ExportKind.Exits] = [ExportField.AccountNumber, ExportField.Reason, ExportField.ExitedOn],
        [ExportKind.Changes] = [ExportField.Change, ExportField.ChangedOn],
        [ExportKind.Calls] = [ExportField.RecordId, ExportField.AccountNumber, ExportField.DebtorNumber, ExportField.StartedAt, ExportField.Channel, ExportField.Outcome],
        [ExportKind.Promises] = [ExportField.AccountNumber, ExportField.PromiseId, ExportField.MadeOn, ExportField.DueOn, ExportField.Currency, ExportField.Amount],
        [ExportKind.Plans] =
        [
            ExportField.AccountNumber, ExportField.PlanId, ExportField.AgreedOn, ExportField.Instalment, ExportField.DueOn, ExportField.Currency, ExportField.Amount, ExportField.PlanTotal,
        ],
        [ExportKind.OptOuts] = [ExportField.DebtorNumber, ExportField.Channel, ExportField.OptedOutOn],
    };

    public static IEnumerable<ProfileFault> Faults(this FormatProfile format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (!IsName(format.Name)) yield return new("$.name", "is 1 to 64 letters, digits and - _ .");
        foreach (var fault in OfLayout(format)) yield return fault;
        foreach (var fault in OfDates("$", format.Dates)) yield return fault;
        foreach (var fault in OfNumbers("$.numbers", format.Numbers)) yield return fault;
        if (format.Gzip is { MaxBytes: < 1 } or { MaxRatio: < 1 }) yield return new("$.gzip", "has limits of at least 1");
        foreach (var fault in OfMarker(format)) yield return fault;
        if (format.Kinds.Count == 0) yield return new("$.kinds", "holds at least one kind of file");
        foreach (var (kind, kindFormat) in format.Kinds)
        {
            var path = $"$.kinds.{kind.Word()}";
            foreach (var fault in OfKind(path, format, kind, kindFormat)) yield return fault;
        }
    }

    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 64 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }

    private static IEnumerable<ProfileFault> OfLayout(FormatProfile format)
    {
        var layout = format.Layout;
        if (format.IsDelimited)
        {
            if (layout.Separator.Length is 0 or > 8 || layout.Separator.Any(c => c is '\r' or '\n' or '\0' or > '\x7e'))
                yield return new("$.layout.separator", "is 1 to 8 ASCII characters, no line end");
            if (layout.Quote.Length > 1 || layout.Quote.Any(c => c is '\r' or '\n' or '\0' or > '\x7e') || (layout.Quote.Length == 1 && layout.Separator.Contains(layout.Quote[0])))
                yield return new("$.layout.quote", "is one ASCII character that is not in the separator, or empty");
        }
        else if (layout.SeparatorEndsLine)
        {
            yield return new("$.layout.separatorEndsLine", "is for delimited files");
        }

        if (layout.Form == LayoutForm.JsonLines && format.Header != HeaderForm.None) yield return new("$.header", "is none in JSON Lines: each row names its fields");
        if (layout.Form == LayoutForm.JsonLines && format.Encoding != FileEncoding.Utf8) yield return new("$.encoding", "is utf-8 in JSON Lines");
        if (layout.Form == LayoutForm.Fixed && format.Header == HeaderForm.Names) yield return new("$.header", "is none or skip in files of fixed width");
        if (layout.RecordLength < 0) yield return new("$.layout.recordLength", "is not negative");
        if (layout.Fields is < 0 or > MostColumns) yield return new("$.layout.fields", $"is 0 to {MostColumns}");
    }

    private static IEnumerable<ProfileFault> OfMarker(FormatProfile format)
    {
        if (format.Trailer is not { } trailer)
        {
            if (!format.Extension.StartsWith('.')) yield return new("$.extension", "begins with a point");
            if (!format.Manifest.StartsWith('.')) yield return new("$.manifest", "begins with a point");
            yield break;
        }

        if (format.Layout.Form == LayoutForm.JsonLines) yield return new("$.trailer", "is for delimited files and those of fixed width; JSON Lines have a manifest");
        if (trailer.Mark.Length == 0) yield return new("$.trailer.mark", "is not empty");
        foreach (var (name, place) in (IEnumerable<(string, FieldPlace?)>)[("markAt", trailer.MarkAt), ("rows", trailer.Rows), ("amount", trailer.Amount)])
        {
            if (place is null) continue;
            var fits = format.IsDelimited ? place is { Position: > 0, Start: 0, Length: 0 } : place is { Position: 0, Start: > 0, Length: > 0 };
            if (!fits) yield return new($"$.trailer.{name}", format.IsDelimited ? "has a position from 1" : "has start and length in bytes, from 1");
        }

        if (format.Layout.Form == LayoutForm.Fixed && trailer.MarkAt is null) yield return new("$.trailer.markAt", "is needed in files of fixed width");
        foreach (var (kind, kindFormat) in format.Kinds)
        {
            var path = $"$.kinds.{kind.Word()}.files";
            if (kindFormat.Files.Count == 0) yield return new(path, "names the files: without a manifest the name tells kind and date");
            for (var i = 0; i < kindFormat.Files.Count; i++)
            {
                if (FileNamePattern.Problem(kindFormat.Files[i]) is { } problem) yield return new(At(path, i), problem);
            }
        }
    }

    private static IEnumerable<ProfileFault> OfKind(string path, FormatProfile format, ExportKind which, KindFormat kind)
    {
        if (kind.Columns.Count is 0 or > MostColumns) yield return new($"{path}.columns", $"holds 1 to {MostColumns} columns");
        var filled = new HashSet<ExportField>();
        var names = new HashSet<string>(kind.Ignore, StringComparer.Ordinal);
        var positions = new HashSet<int>();
        for (var i = 0; i < kind.Columns.Count; i++)
        {
            var (column, at) = (kind.Columns[i], At($"{path}.columns", i));
            if (!filled.Add(column.Field)) yield return new($"{at}.field", $"is filled twice: {column.Field}");
            for (var j = 0; j < column.Also.Count; j++)
            {
                if (!filled.Add(column.Also[j])) yield return new(At($"{at}.also", j), $"is filled twice: {column.Also[j]}");
            }

            foreach (var fault in OfColumn(at, format, column)) yield return fault;
            foreach (var name in column.Aliases.Prepend(column.Name).OfType<string>())
            {
                if (!names.Add(name)) yield return new($"{at}.name", $"stands twice: {name}");
                if (ProtectedTraits.IsColumn(name)) yield return new($"{at}.name", $"is not taken in: '{name}' is prohibited to go by ({PracticeCatalog.Discrimination})");
            }

            if (column.Position > 0 && !positions.Add(column.Position)) yield return new($"{at}.position", "stands twice");
        }

        foreach (var field in Needed[which].Where(field => !filled.Contains(field))) yield return new($"{path}.columns", $"lacks {field}: name its column, or a constant");
        for (var i = 0; i < kind.Totals.Count; i++)
        {
            var total = kind.Totals[i];
            foreach (var missing in total.Parts.Append(total.Total).Where(field => !filled.Contains(field))) yield return new(At($"{path}.totals", i), $"names a field that no column fills: {missing}");
            if (total.Parts.Count == 0) yield return new($"{At($"{path}.totals", i)}.parts", "is not empty");
        }
    }

    private static IEnumerable<ProfileFault> OfColumn(string at, FormatProfile format, ColumnFormat column)
    {
        var places = (column.Position > 0 ? 1 : 0) + (column.Start > 0 ? 1 : 0);
        if (column.Constant is not null)
        {
            if (places > 0 || column.Name is not null || column.Default is not null) yield return new($"{at}.constant", "stands without name, place and default: no column fills it");
        }
        else if (format.Layout.Form == LayoutForm.Fixed)
        {
            if (column.Start < 1 || column.Length < 1) yield return new($"{at}.start", "and length are needed in files of fixed width, from 1");
            if (format.Layout.RecordLength > 0 && column.Start + column.Length - 1 > format.Layout.RecordLength) yield return new($"{at}.length", "reaches beyond the record's length");
        }
        else if (format.IsDelimited && format.Header != HeaderForm.Names)
        {
            if (column.Position is < 1 or > MostColumns) yield return new($"{at}.position", "is needed in files without header names, from 1");
        }
        else if (string.IsNullOrEmpty(column.Name))
        {
            yield return new($"{at}.name", "is needed: the file names its columns");
        }

        if (column.Values is { Count: 0 }) yield return new($"{at}.values", "holds at least one value");
        if (column.Dates is { } dates)
        {
            foreach (var fault in OfDates(at, dates)) yield return fault;
        }

        if (column.Numbers is { } numbers)
        {
            foreach (var fault in OfNumbers($"{at}.numbers", numbers)) yield return fault;
        }
    }

    private static IEnumerable<ProfileFault> OfDates(string path, IReadOnlyList<string> dates)
    {
        if (dates.Count == 0) yield return new($"{path}.dates", "holds at least one form");
        for (var i = 0; i < dates.Count; i++)
        {
            if (!DateText.IsPattern(dates[i])) yield return new(At($"{path}.dates", i), "has one of yyyy, MM or M, dd or d each, with characters between the short ones");
        }
    }

    private static IEnumerable<ProfileFault> OfNumbers(string path, NumberForm form)
    {
        if (form.Decimal.Length != 1 || !char.IsAscii(form.Decimal[0]) || char.IsAsciiLetterOrDigit(form.Decimal[0])) yield return new($"{path}.decimal", "is one ASCII sign");
        if (form.Thousands.Length > 1 || form.Thousands.Any(c => !char.IsAscii(c) || char.IsAsciiLetterOrDigit(c)) || form.Thousands == form.Decimal)
            yield return new($"{path}.thousands", "is one ASCII sign that is not the decimal's, or empty");
        if (form.Debit.Concat(form.Credit).Any(mark => mark.Length == 0 || mark.Any(char.IsAsciiDigit))) yield return new(path, "has marks of at least one character, no digits");
    }

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
