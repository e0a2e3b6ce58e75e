using Trad.Formats.Candles.Prices;

namespace Trad.Formats.Candles;

/// <summary>The columns of a typed file that hold numbers as text.</summary>
/// <param name="columns">The columns of the file.</param>
/// <param name="fields">Those of candles.</param>
internal sealed class TextNumbers(TypedColumns columns, CandleFields fields)
{
    private readonly DecimalChoice _choice = new();
    private bool _hasComma;

    /// <summary>Those columns.</summary>
    public IReadOnlyList<int> Columns { get; } = [.. fields.Numbers.Where(columns.IsText)];

    /// <summary>Whether a comma stands before decimals; null where no number is text.</summary>
    public bool? HasDecimalComma => Columns.Count == 0 ? null : _hasComma;

    /// <summary>Takes the columns of a part of the file.</summary>
    /// <param name="texts">The texts by their columns.</param>
    /// <returns>Whether another part may decide how their commas are meant: nothing has so far.</returns>
    public bool AreOpenAfter(IReadOnlyDictionary<int, string?[]> texts)
    {
        foreach (var text in texts.Values.SelectMany(column => column).TakeWhile(_ => !_choice.IsSure))
        {
            _choice.Add(text);
        }

        var close = texts.GetValueOrDefault(fields.Close);
        for (var i = 0; i < close?.Length && !_choice.IsSure; i++)
        {
            _choice.AddRow(close[i], texts.GetValueOrDefault(fields.Volume)?[i], texts.GetValueOrDefault(fields.QuoteVolume)?[i]);
        }

        return !_choice.IsSure;
    }

    /// <summary>Decides how commas are meant, after the parts of the file that tell.</summary>
    /// <exception cref="CandleFileException">None tells, and nobody has said it.</exception>
    public void Decide(CandleFile file) => _hasComma = _choice.Decide(file, null);

    /// <summary>The numbers of a column, NaN where a row has none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="texts">Its texts in a part of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="before">Rows of the file that came before.</param>
    /// <exception cref="CandleFileException">A text is no number, or those of a price have lost digits.</exception>
    public double[] Read(int column, IReadOnlyList<string?> texts, string file, long before)
    {
        if (before == 0 && fields.IsPrice(column)
            && ShortenedPrices.Find(columns.Names[column], texts.Take(TypedColumns.Sampled).Select(text => text ?? "")) is { } shortened)
        {
            throw new CandleFileException(file, null, shortened);
        }

        var numbers = new double[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!NumberText.TryRead(texts[i], _hasComma, out numbers[i]))
            {
                throw CandleFileException.AtRow(
                    file, before + i + 1,
                    $"column '{columns.Names[column]}': '{TimeColumn.Shorten(texts[i]!)}' is not a number; allowed are decimal numbers such as "
                    + (_hasComma ? "42283,58" : "42283.58"));
            }
        }

        return numbers;
    }
}
