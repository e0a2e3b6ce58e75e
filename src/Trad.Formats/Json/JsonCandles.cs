using System.Text.Json;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Packed;

namespace Trad.Formats.Json;

/// <summary>
/// JSON of candles: arrays of values as exchanges and ccxt give them, or objects with names; in an array, one per line, or inside an
/// exchange's whole answer.
/// </summary>
internal static class JsonCandles
{
    private const int Sampled = 100;
    private const int RowsBetweenLooks = 4096;
    private const int LongestReason = 120;

    public static async Task ReadAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        var isColumns = JsonShape.IsColumns(TextStart.OpenUtf8(CandleFileContent.Open(file).Text));
        var (rows, name) = Open();
        var sample = new JsonSample(file, name);
        long row = 0;
        intake.PlaceName = "row";
        intake.Named.Around.Begin();
        while (sample.Count < Sampled && await NextAsync())
        {
            if (!sample.Add(rows))
            {
                TakeAround();
            }
        }

        if (sample.Count == 0)
        {
            throw new CandleFileException(
                name, null,
                sample.Reason is { } reason
                    ? $"it is no table but an answer that says '{Shorten(reason)}'; download the candles again"
                    : "the file has no candles; looked for are rows of numbers, as [[time, open, high, low, close, volume], …], and objects "
                        + "or columns with such names")
            {
                HasNoTable = sample.Reason is null,
            };
        }

        var parser = sample.Recognize();
        if (sample.AreNumbersUndecided)
        {
            parser.HasDecimalComma = await FindDecimalCommaAsync();
        }

        parser.DateOrder = await FindDateOrderAsync();
        intake.HasClosingTimes = parser.Fields.IsClosingTime;
        intake.Named.Begin(parser.Fields, parser.Names, file.Market);
        if (intake.Scale(parser.PriceScale, file.Market) is { } unscaled)
        {
            throw CandleFileException.AtRow(name, 1, unscaled);
        }

        foreach (var sampled in sample.Rows)
        {
            row++;
            await TakeAsync(sampled);
        }

        while (await NextAsync())
        {
            if (parser.IsRow(rows))
            {
                row++;
                await TakeAsync(parser.InOrder(rows.Names, rows.Cells, row));
            }
            else
            {
                TakeAround();
            }

            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (intake.Named.Around.FindOther(file.Market) is { } other)
        {
            throw new CandleFileException(name, null, other);
        }

        intake.Recognize(parser.Describe());

        (IJsonRowSource Rows, string Name) Open()
        {
            file.Content.Position = start;
            var (text, inside) = CandleFileContent.Open(file);
            var utf8 = TextStart.OpenUtf8(text);
            IJsonRowSource source = isColumns
                ? new JsonColumnRows(utf8, inside, file.Limits.MaximumMemory, intake.Named.Around)
                : new JsonRows(utf8);
            return (source, inside);
        }

        // Where the first rows do not tell how their dates are meant, the whole file does, and is begun again.
        async ValueTask<DateOrder> FindDateOrderAsync()
        {
            var evidence = new DateOrderEvidence();
            if (evidence.IsOpenAfter([.. sample.Rows.Select(parser.TimeText)]))
            {
                for (long seen = 0; evidence.Order == DateOrder.Unknown && await NextAsync(); seen++)
                {
                    if (parser.IsRow(rows))
                    {
                        evidence.Add(parser.TimeText(rows.Names, rows.Cells));
                    }

                    if (seen % RowsBetweenLooks == 0)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                }

                await BeginAgainAsync();
            }

            return evidence.Decide(
                parser.TimeName, null, intake.DateHints(file with { Name = name }, parser.Names, parser.HasDecimalComma));
        }

        // The same for commas of numbers that are written as text.
        async ValueTask<bool> FindDecimalCommaAsync()
        {
            var choice = new DecimalChoice();
            foreach (var cells in sample.Rows)
            {
                parser.Tell(choice, cells);
            }

            for (long seen = 0; !choice.IsSure && await NextAsync(); seen++)
            {
                if (parser.IsRow(rows))
                {
                    parser.Tell(choice, parser.InOrder(rows.Names, rows.Cells, sample.Count + seen + 1));
                }

                if (seen % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            var hasComma = choice.Decide(file with { Name = name }, null);
            await BeginAgainAsync();
            return hasComma;
        }

        // Goes to the row behind the sample.
        async ValueTask BeginAgainAsync()
        {
            (rows, _) = Open();
            for (var passed = new JsonSample(file, name); passed.Count < sample.Count && await NextAsync();)
            {
                passed.Add(rows);
            }
        }

        // Where a row is of another market, the rest is read for the other markets alone.
        async ValueTask TakeAsync(IReadOnlyList<JsonCell> cells)
        {
            if (!IsOfMarket(cells))
            {
                foreach (var rest in sample.Rows.Skip((int)Math.Min(row, sample.Count)))
                {
                    IsOfMarket(rest);
                }

                while (await NextAsync())
                {
                    if (parser.IsRow(rows))
                    {
                        IsOfMarket(parser.InOrder(rows.Names, rows.Cells, row));
                    }
                }

                throw new CandleFileException(name, null, intake.Named.Describe());
            }

            var candle = parser.Parse(cells, row);
            if (parser.Fields.Closed >= 0 && ClosedFlag.IsNo(cells[parser.Fields.Closed].ToString()))
            {
                intake.Left.MarkedOpen++;
                return;
            }

            await PassOnAsync(candle);
        }

        bool IsOfMarket(IReadOnlyList<JsonCell> cells) => !intake.Named.AreNamed || intake.Named.Take(
            JsonCandleParser.Text(cells, intake.Named.SymbolField), JsonCandleParser.Text(cells, intake.Named.ExchangeField),
            JsonCandleParser.Text(cells, intake.Named.IntervalField), ("row", row));

        // An object of an answer that is no candle, such as the one that has the candles in it.
        void TakeAround()
        {
            for (var i = 0; i < rows.Names.Count; i++)
            {
                intake.Named.Around.Take(rows.Names[i], rows.Cells[i].Text);
            }

            foreach (var key in rows.Nested)
            {
                intake.Named.Around.TakeKey(key);
            }
        }

        async ValueTask PassOnAsync(Candle candle)
        {
            var month = intake.Add(candle, row, out var defect);
            if (defect is not null)
            {
                throw CandleFileException.AtRow(name, row, defect);
            }

            if (month is not null)
            {
                await take(month);
            }
        }

        static string Shorten(string text) =>
            string.Concat(
                text.Take(LongestReason).Select(sign => char.IsControl(sign) ? ' ' : sign)) + (text.Length > LongestReason ? "…" : "");

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await rows.ReadAsync(cancellationToken);
            }
            catch (UnsoundFileException unread) when (unread.IsSound)
            {
                throw CandleFileException.AtRow(name, Math.Max(row, sample.Count) + 1, unread.Message);
            }
            catch (JsonException)
            {
                throw CandleFileException.AtRow(
                    name,
                    Math.Max(row, sample.Count) + 1,
                    "the JSON is damaged or cut off");
            }
        }
    }
}
