using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>The columns of a file whose columns have names and types.</summary>
/// <param name="names">Their names.</param>
/// <param name="kinds">What they hold.</param>
/// <param name="typeNames">What people call their types.</param>
internal sealed class TypedColumns(IReadOnlyList<string> names, IReadOnlyList<ColumnKind> kinds, IReadOnlyList<string> typeNames)
{
    /// <summary>How many of the first rows are looked at.</summary>
    public const int Sampled = 300;

    private const int MostNamed = 5;

    private readonly Dictionary<int, List<string[]>> _sampled = [];
    private readonly Dictionary<int, SampledRows> _samples = [];

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The columns whose first rows have to be looked at, since several may hold times or a zone is stated.</summary>
    public IReadOnlyList<int> Undecided()
    {
        List<int> possible = [.. new CandleFieldFinder(names, Traits).PossibleTimes()
            .Where(column => kinds[column] != ColumnKind.Other)];
        List<int> zones = [.. Enumerable.Range(0, names.Count).Where(column => ZoneFinder.IsZone(names[column])
            && kinds[column] != ColumnKind.Other)];
        return possible.Count > 1 || zones.Count > 0 || possible.Exists(column => StatedZone.OfName(names[column], out _) is not null)
            ? [.. possible.Union(zones)]
            : [];
    }

    /// <summary>The columns that may mark candles as not closed, whose first rows have to be looked at as well.</summary>
    public IReadOnlyList<int> Marks()
    {
        string[] plain = [.. names.Select(CandleColumnNames.Normalize)];
        return [.. Enumerable.Range(0, plain.Length).Where(column => ClosedFlag.MayBe(plain, column))];
    }

    /// <summary>Columns of lists and structures, which are none of these.</summary>
    public IReadOnlyList<string> Nested { get; init; } = [];

    /// <summary>Whether a column holds text.</summary>
    public bool IsText(int column) => kinds[column] == ColumnKind.Text;

    /// <summary>Takes the next of the first rows of a column; nothing where it holds nothing that may be times.</summary>
    /// <returns>Whether more rows are looked at.</returns>
    public bool Sample(int column, TypedTimes? values) => values is not null && Sample(column, values.Sample(Sampled));

    /// <summary>Takes the next of the first rows of a column of marks; nothing where it holds none.</summary>
    /// <returns>Whether more rows are looked at.</returns>
    public bool SampleMarks(int column, string?[]? marks) => marks is not null && Sample(column, marks);

    private bool Sample(int column, IEnumerable<string?> values)
    {
        if (!_sampled.TryGetValue(column, out var rows))
        {
            _sampled[column] = rows = [];
            _samples[column] = new SampledRows(rows, hasDecimalComma: false);
        }

        rows.AddRange(values.Take(Sampled - rows.Count).Select(text => new[] { text ?? "" }));
        return rows.Count < Sampled;
    }

    /// <summary>Finds the columns of candles.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="CandleFileException">One is missing.</exception>
    public CandleFields Find(CandleFile file)
    {
        var finder = new CandleFieldFinder(
            names, Traits, _samples.Count == 0 ? null : column => _samples.GetValueOrDefault(column)?.Times(0))
        {
            Market = file.Market,
            Values = column => _samples.GetValueOrDefault(column)?.Values(0) ?? [],
        };
        var fault = finder.Find(out var fields);
        return fields ?? throw new CandleFileException(
            file.Name, null,
            fault + (Nested.Count == 0 ? "" : $"; what is inside {string.Join(", ", Nested.Take(MostNamed).Select(name => $"'{name}'"))} is not "
                + "looked at, so write what is needed of it in columns of its own"));
    }

    /// <summary>The times of rows, from one column or from one of days and one of times of day.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="times">The column of times.</param>
    /// <param name="ofDay">The column of times of day; null where there is none.</param>
    /// <param name="order">How 03/04/2024 is meant.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="before">Rows of the file that came before.</param>
    /// <param name="forms">How they were written.</param>
    /// <exception cref="CandleFileException">A row has no time.</exception>
    public long[] Times(
        CandleFields fields, TypedTimes? times, TypedTimes? ofDay, DateOrder order, string file, long before, out TimeForms forms)
    {
        var reader = new TimeReader(order)
        {
            TimeOfDayDigits = _samples.GetValueOrDefault(fields.TimeOfDay)?.FindTimeOfDayDigits(0) ?? 0,
            RefusesTwoReadings = true,
        };
        if (times is null or TypedTimes.OfDay)
        {
            throw Unusable(file, fields.Time, "timestamps, 64-bit numbers and text; convert the column to timestamps");
        }

        var found = new TimeColumn(names[fields.Time], file, before, reader).Read(times);
        if (fields.TimeOfDay >= 0)
        {
            if (ofDay is null or TypedTimes.Moments)
            {
                throw Unusable(file, fields.TimeOfDay, "times of day, numbers as 93000 and text as 09:30; write one column of timestamps");
            }

            new TimeColumn(names[fields.TimeOfDay], file, before, reader).AddTimesOfDay(found, ofDay);
        }

        for (var i = 0; fields.AheadOfUtc != 0 && i < found.Length; i++)
        {
            found[i] -= fields.AheadOfUtc;
        }

        forms = reader.Forms;
        return found;
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
            ColumnKind.TimeOfDay => ColumnTraits.TimesOfDay,
            ColumnKind.Number => ColumnTraits.Numbers | (isNamedTime ? ColumnTraits.Times : 0),
            ColumnKind.CoarseNumber => ColumnTraits.Numbers,
            ColumnKind.Text => ColumnTraits.Numbers | ColumnTraits.Words
                | (isNamedTime ? ColumnTraits.Times | ColumnTraits.Days | ColumnTraits.TimesOfDay : 0),
            _ => ColumnTraits.None,
        };
    }
}
