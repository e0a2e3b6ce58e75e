using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Csv;

/// <summary>
/// The first rows of a CSV file, split by one delimiter: where the names of the columns are, and where the candles begin.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="delimiter">The delimiter.</param>
/// <param name="file">The file, of which the market and what is said of its numbers are of interest.</param>
internal sealed class CandleCsvRows(IReadOnlyList<string[]> rows, char delimiter, CandleFile file)
{
    private const int MostRowsBefore = 40;
    private const int MostRowsOfNames = 4;
    private const int LeastFields = 5;
    private const int Prices = 4;
    private const int LongestQuote = 120;

    // What stands in front of rows of names that are not the first, as pandas writes columns of several levels.
    private static readonly string[] Levels = ["", "ticker", "tickers", "symbol", "price", "attributes", "pair"];

    /// <summary>Finds the layout; gives what is wrong where there is none.</summary>
    public CandleCsvFault? Recognize(out CandleCsvLayout? layout)
    {
        layout = null;
        var header = FindHeader();
        if (header >= 0)
        {
            return WithNames(header, out layout);
        }

        var first = Find(0, IsData);
        if (first < 0)
        {
            var begun = Find(0, row => !IsIdle(row));
            return begun < 0
                ? new CandleCsvFault(0, null, "the file has no candles") { HasNoTable = true }
                : Unnamed(begun);
        }

        // A row of as many fields that is no data has names that are not known; one of fewer is a title.
        var unknown = Find(0, row => !IsIdle(row) && !IsData(row) && row.Length == rows[first].Length);
        return unknown >= 0 && unknown < first ? Unnamed(unknown) : WithoutNames(first, out layout);
    }

    private CandleCsvFault Unnamed(int row)
    {
        var text = string.Join(delimiter, rows[row]);
        var finder = new CandleFieldFinder(rows[row], _ => ColumnTraits.None);
        var known = finder.CountPrices();
        return known > 0 || (rows[row].Length >= LeastFields && finder.HasTime)
            ? new CandleCsvFault(10 + known, row + 1, finder.Find(out _) ?? "the names of the columns are not known")
            {
                // One word that is a name as well makes no table.
                HasNoTable = known < 2 && !finder.HasTime,
            }
            : new CandleCsvFault(
                rows[row].Length >= LeastFields ? 1 : 0,
                row + 1,
                $"'{(text.Length <= LongestQuote ? text : text[..LongestQuote] + "…")}' is neither a row of candles nor one with the names of "
                + "their columns (open_time, open, high, low, close, volume), with commas, semicolons, tabs or pipes between the fields")
            {
                HasNoTable = true,
            };
    }

    private CandleCsvFault? WithNames(int header, out CandleCsvLayout? layout)
    {
        layout = null;
        var first = header + 1;
        while (first < rows.Count && first < header + MostRowsOfNames && IsMoreNames(rows[first]))
        {
            first++;
        }

        var names = Names(header, first);
        var data = Data(first, names.Length);
        var numbers = Numbers(data);
        var sampled = new SampledRows(data, HasDecimalComma(numbers));
        var finder = new CandleFieldFinder(names, sampled.Traits, sampled.Times)
        {
            Market = file.Market,
            AreSame = sampled.AreSame,
            Values = sampled.Values,
            ZoneAbove = FindZoneAbove(header),
        };
        if ((finder.Find(out var fields) ?? sampled.FindShortened(fields!, names)) is { } fault)
        {
            return new CandleCsvFault(20, header + 1, fault);
        }

        fields = sampled.Times(fields!.Time) is { HasZone: true } || IsUtc(names[fields.Time])
            ? fields
            : WithDoubt(fields, data, hasNames: true);
        layout = Complete(
            new CandleCsvLayout(delimiter, fields, names, first) { HasNames = true, Ticker = FindTicker(header, first) }, sampled, numbers,
            PriceScales.FindNamed(names, sampled.Prices(fields)));
        return null;
    }

    private static bool IsUtc(string name) =>
        name.Contains("utc", StringComparison.OrdinalIgnoreCase) || name.Contains("gmt", StringComparison.OrdinalIgnoreCase);

    // Where the file states no zone, the program that wrote it may be known for another than UTC.
    private CandleFields WithDoubt(CandleFields fields, List<string[]> data, bool hasNames) =>
        fields.Zone is null && data.Count > 0
            && ProgramHabits.DoubtOfTimes(file.Name, data[0][fields.Time], delimiter, hasNames) is { } doubt
            ? fields with { Doubts = [.. fields.Doubts, doubt] }
            : fields;

    private CandleCsvFault? WithoutNames(int first, out CandleCsvLayout? layout)
    {
        layout = null;
        var count = rows[first].Length;
        var data = Data(first, count);
        var numbers = Numbers(data);
        var sampled = new SampledRows(data, HasDecimalComma(numbers));
        if (new UnnamedFields(sampled).Find(out var fields) is { } fault)
        {
            return new CandleCsvFault(2, first + 1, fault);
        }

        var names = Enumerable.Range(1, count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        if (sampled.FindShortened(fields!, names) is { } shortened)
        {
            return new CandleCsvFault(20, first + 1, shortened);
        }

        if (sampled.Times(fields!.Time) is not { HasZone: true })
        {
            if (new ZoneFinder(names, null) { Above = FindZoneAbove(first) }.Find(fields, hasNames: false, out var zone) is { } elsewhere)
            {
                return new CandleCsvFault(20, first + 1, elsewhere);
            }

            fields = WithDoubt(fields with { Zone = zone }, data, hasNames: false);
        }

        layout = Complete(
            new CandleCsvLayout(delimiter, fields, names, first), sampled, numbers,
            PriceScales.FindUnnamed([.. data.Select(row => row[fields.Time])], [.. sampled.Prices(fields)]));
        return null;
    }

    private CandleCsvLayout Complete(CandleCsvLayout layout, SampledRows sampled, DecimalEvidence numbers, PriceScale? scale)
    {
        var order = sampled.FindDateOrder(layout.Fields.Time, out var example);
        var arePointsDoubtful = !numbers.IsSure && sampled.Values(layout.Fields.Time).FirstOrDefault() is { } time
            && PointThousands.MayBe(delimiter, time, file);
        return layout with
        {
            HasDecimalComma = HasDecimalComma(numbers),
            ArePointsDoubtful = arePointsDoubtful,
            AreNumbersUndecided = numbers.HasComma is null || arePointsDoubtful || (!numbers.IsSure && file.HasDecimalComma is not null),
            TimeOfDayDigits = sampled.FindTimeOfDayDigits(layout.Fields.TimeOfDay),
            DateOrder = order,
            HasUndecidedDates = order == DateOrder.Unknown && example is not null,
            PriceScale = scale,
        };
    }

    private static DecimalEvidence Numbers(List<string[]> data)
    {
        var evidence = new DecimalEvidence();
        foreach (var field in data.SelectMany(row => row))
        {
            evidence.Add(field);
        }

        return evidence;
    }

    // What numbers show is never otherwise; where they show nothing, whoever gave the file may have said it. Either reading will do to
    // tell the columns.
    private bool HasDecimalComma(DecimalEvidence numbers) => numbers.Or(file.HasDecimalComma) ?? delimiter != ',';

    private int FindHeader() => Find(0, row => row.Length >= LeastFields
        && new CandleFieldFinder(row, _ => ColumnTraits.None).CountPrices() == Prices && !IsData(row));

    private int Find(int from, Func<string[], bool> wanted)
    {
        for (var i = from; i < Math.Min(rows.Count, MostRowsBefore); i++)
        {
            if (wanted(rows[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The names of the row of prices, with those of times from the rows around it where that one has none.</summary>
    private string[] Names(int header, int first)
    {
        string[] names = [.. rows[header].Select((name, i) => i == 0 ? name.Trim().TrimStart('#').Trim() : name.Trim())];
        if (new CandleFieldFinder(names, _ => ColumnTraits.None).HasTime)
        {
            return names;
        }

        for (var i = Math.Max(0, header - 1); i < first; i++)
        {
            for (var column = 0; i != header && column < Math.Min(names.Length, rows[i].Length); column++)
            {
                if (CandleColumnNames.Rank(CandleColumn.OpenTime, CandleColumnNames.Normalize(rows[i][column])) >= 0)
                {
                    names[column] = rows[i][column].Trim();
                }
            }
        }

        return names;
    }

    // The levels of pandas' names stand one above the other, in whatever order.
    private (string Name, string Text)? FindTicker(int header, int first)
    {
        for (var i = Math.Max(0, header - 1); i < first; i++)
        {
            var name = rows[i][0].Trim();
            if (i != header && NamedAround.IsSymbol(name)
                && rows[i].Skip(1).Select(field => field.Trim()).Where(field => field.Length > 0).Distinct().ToList() is [var ticker])
            {
                return (name, ticker);
            }
        }

        return null;
    }

    private List<string[]> Data(int first, int fields) => [.. rows.Skip(first).Where(row => !IsIdle(row) && row.Length >= fields)];

    private static bool IsIdle(string[] row) =>
        Array.TrueForAll(row, string.IsNullOrWhiteSpace) || CsvText.SaysNothing(row[0], row.Length);

    private static bool IsData(string[] row) => row.Length >= LeastFields && !IsIdle(row)
        && row.Count(field => !NumberText.IsNothing(field) && IsNumber(field)) >= Prices;

    private static bool IsMoreNames(string[] row)
    {
        var first = CandleColumnNames.Normalize(row[0]);
        return !IsIdle(row) && !Array.Exists(row, field => !NumberText.IsNothing(field) && (IsNumber(field) || IsTime(field)))
            && (Array.IndexOf(Levels, first) >= 0 || CandleColumnNames.Rank(CandleColumn.OpenTime, first) >= 0);
    }

    private static bool IsNumber(string field) => NumberText.TryRead(field, false, out _) || NumberText.TryRead(field, true, out _);

    private static bool IsTime(string field) => new TimeReader(DateOrder.Unknown).Read(field, out _) is null;

    /// <summary>The zone that a comment or title above the candles states.</summary>
    private StatedZone? FindZoneAbove(int row) =>
        rows.Take(row).Select(line => StatedZone.OfComment(string.Join(delimiter, line))).FirstOrDefault(zone => zone is not null);
}
