using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Parquet;

/// <summary>Parquet from any program: times as timestamps, numbers or text, prices as any kind of number, other columns ignored.</summary>
internal static class ParquetCandles
{
    // Open time, five numbers, quote volume and trade count.
    private const int ColumnsKept = 8;

    public static async Task ReadAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        GuardedParquetReader? reader = null;
        try
        {
            reader = await GuardedParquetReader.OpenAsync(file.Content, file.Limits.MaximumMemory, cancellationToken);
            EnsureBelievable(reader, file);
            var columns = new TypedColumns(
                [.. reader.Fields.Select(field => field.Name)],
                [.. reader.Fields.Select(ParquetPhysical.Kind)],
                [.. reader.Fields.Select(ParquetPhysical.TypeName)])
            {
                Nested = reader.Nested,
            };
            await SampleAsync(reader, columns);
            var fields = columns.Find(file);
            var layout = new TypedLayout(columns, fields, await DecideDecimalsAsync(reader, columns, fields, file));
            var order = DateOrder.Unknown;
            var areOfMarket = true;
            long before = 0;
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                reader.EnsureFits(i, ColumnsKept);
                if (!areOfMarket)
                {
                    // The rest is read for the other markets alone.
                    await AreOfMarketAsync(reader, i, before, intake);
                    continue;
                }

                (var batch, order) = await ReadGroupAsync(reader, i, layout, file, before, order, intake);
                areOfMarket = await AreOfMarketAsync(reader, i, before, intake);
                if (areOfMarket)
                {
                    await batch.PassOnAsync(file.Name, before, intake, take, cancellationToken);
                    before += batch.OpenTime.Length;
                }
            }

            if (!areOfMarket)
            {
                throw new CandleFileException(file.Name, null, intake.Named.Describe());
            }
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, unsound.Describe("Parquet file"), unsound);
        }
        finally
        {
            await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task SampleAsync(GuardedParquetReader reader, TypedColumns columns)
    {
        foreach (var mark in columns.Marks())
        {
            var isOpen = true;
            for (var group = 0; isOpen && group < reader.RowGroupCount; group++)
            {
                reader.EnsureFits(group, ColumnsKept);
                isOpen = columns.SampleMarks(mark, await ParquetColumn.ReadMarksAsync(reader, group, reader.Fields[mark]));
            }
        }

        foreach (var undecided in columns.Undecided())
        {
            var isOpen = true;
            for (var group = 0; isOpen && group < reader.RowGroupCount; group++)
            {
                reader.EnsureFits(group, ColumnsKept);
                isOpen = columns.Sample(undecided, await ParquetColumn.ReadTimesAsync(reader, group, reader.Fields[undecided]));
            }
        }
    }

    /// <summary>How commas are meant in columns of text: what a group shows, else what those behind it show.</summary>
    private static async Task<TextNumbers> DecideDecimalsAsync(
        GuardedParquetReader reader, TypedColumns columns, CandleFields fields, CandleFile file)
    {
        var numbers = new TextNumbers(columns, fields);
        var isOpen = numbers.Columns.Count > 0;
        for (var group = 0; isOpen && group < reader.RowGroupCount; group++)
        {
            reader.EnsureFits(group, ColumnsKept);
            var texts = new Dictionary<int, string?[]>();
            foreach (var column in numbers.Columns)
            {
                texts[column] = await reader.ReadTextAsync(group, reader.Fields[column]);
            }

            isOpen = numbers.AreOpenAfter(texts);
        }

        numbers.Decide(file);
        return numbers;
    }

    private static async Task<bool> AreOfMarketAsync(GuardedParquetReader reader, int group, long before, CandleIntake intake)
    {
        return intake.Named.Take(
            await TextsAsync(intake.Named.SymbolField), await TextsAsync(intake.Named.ExchangeField),
            await TextsAsync(intake.Named.IntervalField), before);

        async Task<string?[]?> TextsAsync(int field) => field < 0 ? null : await reader.ReadTextAsync(group, reader.Fields[field]);
    }

    /// <summary>Refuses a claim of more rows than allowed, or than the bytes can carry, before memory is taken for it.</summary>
    private static void EnsureBelievable(GuardedParquetReader reader, CandleFile file)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            rows += reader.CountRows(i);
            if (rows > file.Limits.RowsIn(file.Content.Length))
            {
                throw new CandleFileException(
                    file.Name,
                    null,
                    $"the file claims {rows:N0} rows in {file.Content.Length:N0} bytes; at most {file.Limits.MaximumRows:N0} are allowed, "
                    + "and one for each byte");
            }
        }
    }

    /// <summary>How dates as 03/04/2024 are meant: what the texts of a group show, else what those of the groups behind it show.</summary>
    private static async Task<DateOrder> FindDateOrderAsync(
        GuardedParquetReader reader, int group, int column, IReadOnlyList<string?> texts, DateOrderHints hints)
    {
        var evidence = new DateOrderEvidence();
        for (var next = group + 1; evidence.IsOpenAfter(texts) && next < reader.RowGroupCount; next++)
        {
            reader.EnsureFits(next, ColumnsKept);
            texts = await reader.ReadTextAsync(next, reader.Fields[column]);
        }

        return evidence.Decide(reader.Fields[column].Name, null, hints);
    }

    private static async Task<(CandleBatch Batch, DateOrder Order)> ReadGroupAsync(
        GuardedParquetReader reader,
        int group,
        TypedLayout layout,
        CandleFile file,
        long before,
        DateOrder order,
        CandleIntake intake)
    {
        var (columns, fields, numbers) = layout;
        var forms = TimeForms.None;
        var batch = new CandleBatch(
            await TimesAsync(),
            (await NumbersAsync(fields.Open))!,
            (await NumbersAsync(fields.High))!,
            (await NumbersAsync(fields.Low))!,
            (await NumbersAsync(fields.Close))!,
            await NumbersAsync(fields.Volume),
            await NumbersAsync(fields.QuoteVolume),
            await NumbersAsync(fields.TradeCount))
        {
            MarkedOpen = fields.Closed >= 0
                && await ParquetColumn.ReadMarksAsync(reader, group, reader.Fields[fields.Closed]) is { } marks
                    ? ClosedFlag.AreNo(marks)
                    : null,
        };
        intake.HasClosingTimes = fields.IsClosingTime;
        intake.Named.Begin(fields, columns.Names, file.Market);
        columns.Scale(batch, before, file, intake);
        var described = fields.Describe("parquet", columns.Names);
        intake.Recognize(described with
        {
            TimeForms = forms,
            DateOrder = order,
            HasDecimalComma = numbers.HasDecimalComma,
            IgnoredColumns = [.. described.IgnoredColumns, .. reader.Nested],
        });
        return (batch, order);

        async Task<double[]?> NumbersAsync(int column) => column < 0 ? null
            : columns.IsText(column)
                ? numbers.Read(column, await reader.ReadTextAsync(group, reader.Fields[column]), file.Name, before)
            : await ParquetColumn.ReadNumbersAsync(reader, group, reader.Fields[column])
                ?? throw columns.Unusable(file.Name, column, "numbers; convert the column to numbers");

        async Task<long[]> TimesAsync()
        {
            var times = await ParquetColumn.ReadTimesAsync(reader, group, reader.Fields[fields.Time]);
            if (times is TypedTimes.Text texts && order == DateOrder.Unknown)
            {
                order = await FindDateOrderAsync(
                    reader, group, fields.Time, texts.Values,
                    intake.DateHints(file, columns.Names, numbers.HasDecimalComma == true));
            }

            var ofDay = fields.TimeOfDay < 0 ? null : await ParquetColumn.ReadTimesAsync(reader, group, reader.Fields[fields.TimeOfDay]);
            return columns.Times(fields, times, ofDay, order, file.Name, before, out forms);
        }
    }
}
