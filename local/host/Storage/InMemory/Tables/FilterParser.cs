using System.Globalization;
using System.Text;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>Parses the OData filters that the Table service knows: comparisons of a property with a constant, and, or, not, brackets.</summary>
internal ref struct FilterParser
{
    private ReadOnlySpan<char> _rest;

    /// <exception cref="FormatException">The text is not a filter.</exception>
    public static Filter? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return null;
        var parser = new FilterParser { _rest = filter };
        var parsed = parser.ParseOr();
        parser.SkipSpace();
        return parser._rest.IsEmpty ? parsed : throw parser.Unexpected();
    }

    private Filter ParseOr()
    {
        var left = ParseAnd();
        while (TryWord("or"))
            left = new Filter.Or(left, ParseAnd());
        return left;
    }

    private Filter ParseAnd()
    {
        var left = ParseUnary();
        while (TryWord("and"))
            left = new Filter.And(left, ParseUnary());
        return left;
    }

    private Filter ParseUnary()
    {
        if (TryWord("not"))
            return new Filter.Not(ParseUnary());
        SkipSpace();
        if (_rest is not ['(', ..])
            return ParseComparison();
        _rest = _rest[1..];
        var inner = ParseOr();
        SkipSpace();
        if (_rest is not [')', ..])
            throw Unexpected();
        _rest = _rest[1..];
        return inner;
    }

    private Filter.Comparison ParseComparison()
    {
        var name = Encoding.UTF8.GetBytes(TakeWord().ToString());
        if (name.Length == 0)
            throw Unexpected();
        return TryComparator() is { } comparator
            ? new Filter.Comparison(name, comparator, ParseLiteral())
            : new Filter.Comparison(name, Comparator.Equal, new Literal.Boolean(true));
    }

    private Comparator? TryComparator() =>
        TryWord("eq") ? Comparator.Equal
        : TryWord("ne") ? Comparator.NotEqual
        : TryWord("gt") ? Comparator.Greater
        : TryWord("ge") ? Comparator.GreaterOrEqual
        : TryWord("lt") ? Comparator.Less
        : TryWord("le") ? Comparator.LessOrEqual
        : null;

    private Literal ParseLiteral()
    {
        SkipSpace();
        if (_rest is ['\'', ..])
            return new Literal.Text(Encoding.UTF8.GetBytes(TakeQuoted()));
        if (_rest is ['-' or '+' or '.' or (>= '0' and <= '9'), ..])
            return ParseNumber();
        var word = TakeWord();
        if (word is "true" or "false")
            return new Literal.Boolean(word is "true");
        if (_rest is not ['\'', ..])
            throw Unexpected();
        return word switch
        {
            "datetime" => new Literal.Time(DateTimeOffset.Parse(TakeQuoted(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            "guid" => new Literal.Identifier(Guid.Parse(TakeQuoted())),
            "X" or "binary" => new Literal.Bytes(Convert.FromHexString(TakeQuoted())),
            _ => throw Unexpected(),
        };
    }

    private Literal.Number ParseNumber()
    {
        var length = _rest.IndexOfAny(' ', ')');
        var number = length < 0 ? _rest : _rest[..length];
        _rest = _rest[number.Length..];
        number = number.TrimEnd("Ll");
        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? new Literal.Number(whole, whole)
            : new Literal.Number(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), null);
    }

    private string TakeQuoted()
    {
        var text = new StringBuilder();
        for (var at = 1; at < _rest.Length; at++)
        {
            if (_rest[at] != '\'')
                text.Append(_rest[at]);
            else if (at + 1 < _rest.Length && _rest[at + 1] == '\'')
                text.Append(_rest[at++]);
            else
            {
                _rest = _rest[(at + 1)..];
                return text.ToString();
            }
        }
        throw new FormatException("A quote is not closed.");
    }

    private bool TryWord(string word)
    {
        SkipSpace();
        if (!_rest.StartsWith(word, StringComparison.Ordinal) || (_rest.Length > word.Length && IsWord(_rest[word.Length])))
            return false;
        _rest = _rest[word.Length..];
        return true;
    }

    private ReadOnlySpan<char> TakeWord()
    {
        SkipSpace();
        var length = 0;
        while (length < _rest.Length && IsWord(_rest[length]))
            length++;
        var word = _rest[..length];
        _rest = _rest[length..];
        return word;
    }

    private void SkipSpace() => _rest = _rest.TrimStart();

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '@';

    private readonly FormatException Unexpected() => new($"The filter cannot be read at \"{_rest}\".");
}
