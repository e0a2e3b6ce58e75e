using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>CSV as people have it: any usual delimiter, order and name of columns, and form of times and numbers.</summary>
internal static class CsvCandles
{
    /// <summary>What is said of a line that is too long.</summary>
    public const string TooLong = "the line is longer than 65,536 characters, or a quote in it does not end";

    /// <summary>What is said of a quote that is wrong.</summary>
    public const string BadQuote = "a quote stands where none may, or does not end";

    private const int RowsBetweenLooks = 4096;

    // Nobody leaves so many lines blank; packed, a gigabyte of them is small.
    private const int MostIdleLines = 1_000_000;

    public static async Task ReadAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        long line = 1;
        var name = file.Name;
        var isRecognized = false;
        try
        {
            var sample = Open();
            var layout = CandleCsvRecognizer.Recognize(sample.WholeLines, file with { Name = name });
            isRecognized = true;
            if (layout.AreNumbersUndecided)
            {
                sample.Dispose();
                layout = layout with { HasDecimalComma = CsvDecimals.Decide(Text(), layout, file with { Name = name }, cancellationToken) };
                sample = Open();
            }

            if (layout.HasUndecidedDates)
            {
                sample.Dispose();
                var hints = intake.DateHints(file with { Name = name }, layout.Names, layout.HasDecimalComma);
                layout = layout with { DateOrder = CsvDateOrder.Decide(Text(), layout, hints, cancellationToken) };
                sample = Open();
            }

            using (sample)
            {
                await ReadRowsAsync(sample, layout);
            }
        }
        catch (CsvRecordTooLargeException broken)
        {
            var tooLong = new CandleFileException(name, line, TooLong, broken);
            throw LostLineEnds.InText(file, start, isRecognized) ? tooLong.With(LostLineEnds.Remedy) : tooLong;
        }
        catch (CandleFileException refused) when (LostLineEnds.InText(file, start, isRecognized))
        {
            throw refused.With(LostLineEnds.Remedy);
        }
        catch (CsvFormatException broken)
        {
            throw new CandleFileException(name, line, BadQuote, broken);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException)
        {
            throw new CandleFileException(name, line, "the file is damaged or cut off", broken);
        }

        async Task ReadRowsAsync(CsvSample sample, CandleCsvLayout layout)
        {
            using var csv = CsvText.Open(sample, layout);
            var parser = new CandleCsvParser(csv, layout, name);
            intake.PlaceName = "line";
            intake.HasClosingTimes = layout.Fields.IsClosingTime;
            intake.Named.Begin(layout.Fields, layout.Names, file.Market);
            intake.Named.Around.Begin();
            intake.Named.Around.Take(layout.Ticker?.Name ?? "", layout.Ticker?.Text);
            if (intake.Named.Around.FindOther(file.Market) is { } other)
            {
                throw new CandleFileException(name, null, other);
            }

            if (intake.Scale(layout.PriceScale, file.Market) is { } unscaled)
            {
                throw new CandleFileException(name, layout.FirstRow + 1, unscaled);
            }

            var idle = 0;
            for (; csv.Read(); line++)
            {
                parser.Line = line;
                if (line <= layout.FirstRow || !parser.TryParse(out var candle))
                {
                    if (++idle > MostIdleLines)
                    {
                        throw parser.Error($"{MostIdleLines:N0} lines in a row say nothing of candles, which is the most allowed; leave them out");
                    }

                    continue;
                }

                idle = 0;

                if (intake.Named.AreNamed && !IsOfMarket(csv, line))
                {
                    throw Markets(csv);
                }

                if (layout.Fields.Closed >= 0 && ClosedFlag.IsNo(Field(csv, layout.Fields.Closed)))
                {
                    intake.Left.MarkedOpen++;
                    continue;
                }

                var month = intake.Add(candle, line, out var defect);
                if (defect is not null)
                {
                    throw parser.Error(defect + parser.TimeRemedy);
                }

                if (month is not null)
                {
                    await take(month);
                }

                if (line % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            intake.Recognize(layout.Describe() with { TimeForms = parser.TimeForms, Footer = parser.Footer });
            if (intake.Count == 0 && intake.Layout?.OpenCandle is null && intake.Left.MarkedOpen == 0)
            {
                throw new CandleFileException(name, null, "the file has a header but no candles");
            }
        }

        bool IsOfMarket(CsvDataReader csv, long place) => intake.Named.Take(
            Field(csv, intake.Named.SymbolField), Field(csv, intake.Named.ExchangeField), Field(csv, intake.Named.IntervalField),
            ("line", place));

        // The rest is read for the other markets alone.
        CandleFileException Markets(CsvDataReader csv)
        {
            for (var rest = line + 1; csv.Read(); rest++)
            {
                if (rest % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (!CsvText.IsIdle(csv))
                {
                    IsOfMarket(csv, rest);
                }
            }

            return new CandleFileException(name, null, intake.Named.Describe());
        }

        static ReadOnlySpan<char> Field(CsvDataReader csv, int field) =>
            field >= 0 && field < csv.RowFieldCount ? csv.GetFieldSpan(field) : [];

        CsvSample Open() => new(TextStart.Open(Text()));

        Stream Text()
        {
            file.Content.Position = start;
            (var text, name) = CandleFileContent.Open(file);
            return text;
        }
    }
}
