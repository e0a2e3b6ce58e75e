using System.Globalization;
using Trad.Formats.Candles.Prices;

namespace Trad.Formats.Candles;

/// <summary>The columns of a file whose columns have names and types.</summary>
/// <param name="names">Their names.</param>
/// <param name="kinds">What they hold.</param>
/// <param name="typeNames">What people call their types.</param>
internal sealed class TypedColumns(IReadOnlyList<string> names, IReadOnlyList<ColumnKind> kinds, IReadOnlyList<string> typeNames)
{
    /// <summary>How many of the first rows are looked at.</summary>
    public const int Sampled = 300;

    private readonly Dictionary<int, SampledRows> _samples = [];

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The columns whose first rows have to be looked at, since several may hold the times.</summary>
    public IReadOnlyList<int> Undecided()
    {
        List<int> possible = [.. new CandleFieldFinder(names, Traits).PossibleTimes()
            .Where(column => kinds[column] is ColumnKind.Timestamp or ColumnKind.Number or ColumnKind.Text)];
        return possible.Count > 1 ? possible : [];
    }

    /// <summary>Takes the first rows of a column as text.</summary>
    public void Sample(int column, IEnumerable<string?> texts) =>
        _samples[column] = new SampledRows([.. texts.Take(Sampled).Select(text => new[] { text ?? "" })], hasDecimalComma: false);

    /// <summary>Takes the first rows of a column of numbers with decimals; NaN where a row has none.</summary>
    public void Sample(int column, IEnumerable<double> values) => Sample(
        column, values.Select(value => double.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Takes the first rows of a column of moments.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">Its values; null where a row has none.</param>
    /// <param name="perMillisecond">
    /// How many of their unit are a millisecond; where negative, how many milliseconds one of the unit is.
    /// </param>
    /// <param name="form">How they are written: <c>yyyy-MM-dd</c>, or with a time of day and perhaps a zone.</param>
    public void Sample(int column, IEnumerable<long?> values, long perMillisecond, string form) => Sample(
        column,
        values.Take(Sampled).Select(value => value is { } known
            && (perMillisecond < 0 ? checked(known * -(decimal)perMillisecond) : known / perMillisecond) is var time
            && Math.Abs(time) < (decimal)TimeSpan.FromDays(100_000).TotalMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)time).ToString(form, CultureInfo.InvariantCulture)
            : null));

    /// <summary>Finds the columns of candles.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="CandleFileException">One is missing.</exception>
    public CandleFields Find(string file)
    {
        var fault = new CandleFieldFinder(
            names, Traits, _samples.Count == 0 ? null : column => _samples.GetValueOrDefault(column)?.Times(0)).Find(out var fields);
        return fields ?? throw new CandleFileException(file, null, fault!);
    }

    /// <summary>Tells the intake the scale of the prices, by the first rows.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="before">Rows of the file that came before; where there were, nothing is told.</param>
    /// <param name="file">The file.</param>
    /// <param name="intake">The intake.</param>
    /// <exception cref="CandleFileException">The scale is another than that of what was read before.</exception>
    public void Scale(CandleBatch batch, long before, CandleFile file, CandleIntake intake)
    {
        if (before == 0 && intake.Scale(PriceScales.FindNamed(names, batch.Prices), file.Market) is { } unscaled)
        {
            throw new CandleFileException(file.Name, null, unscaled);
        }
    }

    /// <summary>The refusal of a column of a type that cannot be used.</summary>
    public CandleFileException Unusable(string file, int column, string allowed) =>
        new(file, null, $"column '{names[column]}' holds {typeNames[column]}; allowed are {allowed}");

    private ColumnTraits Traits(int column)
    {
        if (kinds[column] != ColumnKind.Other && _samples.TryGetValue(column, out var sample))
        {
            return sample.Traits(0);
        }

        var name = CandleColumnNames.Normalize(names[column]);
        var isNamedTime = CandleColumnNames.IsClosingTime(name) || CandleColumnNames.Rank(CandleColumn.OpenTime, name) >= 0;
        return kinds[column] switch
        {
            ColumnKind.Timestamp => ColumnTraits.Times,
            ColumnKind.Number => ColumnTraits.Numbers | (isNamedTime ? ColumnTraits.Times : 0),
            ColumnKind.CoarseNumber => ColumnTraits.Numbers,
            ColumnKind.Text => ColumnTraits.Numbers | ColumnTraits.Words
                | (isNamedTime ? ColumnTraits.Times | ColumnTraits.Days | ColumnTraits.TimesOfDay : 0),
            _ => ColumnTraits.None,
        };
    }
}
