using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;
using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Arrow;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Arrow;

/// <summary>Feather (the Arrow file format) from any program, plain or compressed with LZ4 or Zstandard.</summary>
internal static class FeatherCandles
{
    public static async Task ReadAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            var claimed = await new ArrowFileCheck(file.Content, file.Limits.MaximumMemory).CheckAsync(cancellationToken);
            if (claimed > file.Limits.RowsIn(file.Content.Length))
            {
                throw new CandleFileException(
                    file.Name,
                    null,
                    $"the file claims {claimed:N0} rows in {file.Content.Length:N0} bytes; at most {file.Limits.MaximumRows:N0} are allowed, "
                    + "and one for each byte");
            }

            await ReadBatchesAsync(file, intake, take, cancellationToken);
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, unsound.Describe("Feather file"), unsound);
        }
    }

    private static async Task ReadBatchesAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var order = DateOrder.Unknown;
        long before = 0;
        var areOfMarket = true;
        using var reader = new ArrowFileReader(file.Content, MemoryAllocator.Default.Value, new CompressionCodecFactory(), leaveOpen: true);
        var count = await GuardAsync(() => reader.RecordBatchCountAsync());
        if (count == 0)
        {
            return;
        }

        var layout = await FindLayoutAsync(reader, count, file, cancellationToken);
        for (var i = 0; i < count; i++)
        {
            order = order != DateOrder.Unknown || !layout.Columns.IsText(layout.Fields.Time) ? order
                : await FindDateOrderAsync(
                    reader, (i, count), layout,
                    intake.DateHints(file, layout.Columns.Names, layout.Texts.HasDecimalComma == true), cancellationToken);
            CandleBatch batch;
            var rows = await ReadBatchAsync(reader, i, cancellationToken);
            using (Owned(rows))
            {
                batch = CheckLengths(() => Convert(rows, layout, file, before, order, intake));
                areOfMarket &= CheckLengths(() => AreOfMarket(rows, before, intake));
            }

            if (!areOfMarket)
            {
                // The rest is read for the other markets alone.
                before += batch.OpenTime.Length;
                continue;
            }

            await batch.PassOnAsync(file.Name, before, intake, take, cancellationToken);
            before += batch.OpenTime.Length;
        }

        if (!areOfMarket)
        {
            throw new CandleFileException(file.Name, null, intake.Named.Describe());
        }
    }

    /// <summary>What holds for all batches: the first rows tell it, in how many of them they may be.</summary>
    private static async Task<TypedLayout> FindLayoutAsync(
        ArrowFileReader reader, int count, CandleFile file, CancellationToken cancellationToken)
    {
        TypedColumns columns;
        var first = await ReadBatchAsync(reader, 0, cancellationToken);
        using (Owned(first))
        {
            var types = first.Schema.FieldsList;
            columns = new TypedColumns(
                [.. types.Select(field => field.Name)],
                [.. types.Select(field => ArrowColumn.Kind(field.DataType))],
                [.. types.Select(field => ArrowColumn.TypeName(field.DataType))]);
        }

        foreach (var mark in columns.Marks())
        {
            await WhileOpenAsync(
                reader, (0, count), rows => columns.SampleMarks(mark, ArrowColumn.Marks(Column(rows, mark))), cancellationToken);
        }

        foreach (var undecided in columns.Undecided())
        {
            await WhileOpenAsync(
                reader, (0, count), rows => columns.Sample(undecided, ArrowColumn.Times(Column(rows, undecided))), cancellationToken);
        }

        var fields = columns.Find(file);
        var numbers = new TextNumbers(columns, fields);
        if (numbers.Columns.Count > 0)
        {
            await WhileOpenAsync(reader, (0, count), rows => numbers.AreOpenAfter(TextsOf(rows, numbers.Columns)), cancellationToken);
        }

        numbers.Decide(file);
        return new TypedLayout(columns, fields, numbers);
    }

    private static Dictionary<int, string?[]> TextsOf(RecordBatch rows, IEnumerable<int> columns) =>
        columns.ToDictionary(column => column, column => ArrowColumn.Text(Column(rows, column))!);

    /// <summary>Looks at batches one after the other until one of them has told what is wanted.</summary>
    private static async Task WhileOpenAsync(
        ArrowFileReader reader, (int First, int Count) batches, Func<RecordBatch, bool> isOpenAfter, CancellationToken cancellationToken)
    {
        var isOpen = true;
        for (var i = batches.First; isOpen && i < batches.Count; i++)
        {
            var rows = await ReadBatchAsync(reader, i, cancellationToken);
            using var owned = Owned(rows);
            isOpen = CheckLengths(() => isOpenAfter(rows));
        }
    }

    /// <summary>How dates as 03/04/2024 are meant: what a batch shows, else what those behind it show.</summary>
    private static async Task<DateOrder> FindDateOrderAsync(
        ArrowFileReader reader, (int First, int Count) batches, TypedLayout layout, DateOrderHints hints,
        CancellationToken cancellationToken)
    {
        var evidence = new DateOrderEvidence();
        await WhileOpenAsync(
            reader, batches,
            rows => ArrowColumn.Text(Column(rows, layout.Fields.Time)) is { } text && evidence.IsOpenAfter(text), cancellationToken);
        return evidence.Decide(layout.Columns.Names[layout.Fields.Time], null, hints);
    }

    /// <summary>
    /// The batch, to be given back once it is read; null where it has dictionaries, which the reader keeps for all batches, and which
    /// would be given back with the first.
    /// </summary>
    private static RecordBatch? Owned(RecordBatch rows) =>
        rows.Schema.FieldsList.Any(field => field.DataType.TypeId == ArrowTypeId.Dictionary) ? null : rows;

    private static async Task<RecordBatch> ReadBatchAsync(ArrowFileReader reader, int batch, CancellationToken cancellationToken) =>
        await GuardAsync(() => reader.ReadRecordBatchAsync(batch, cancellationToken));

    private static async Task<T> GuardAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception unknown) when (unknown is NotSupportedException or NotImplementedException)
        {
            throw UnsoundFileException.NotRead(
                "it has a type or a compression that is not read; write it as pyarrow does by default, or as Parquet", unknown);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            throw new UnsoundFileException("its content does not fit its description", broken);
        }
    }

    private static T CheckLengths<T>(Func<T> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or IndexOutOfRangeException
            or OverflowException)
        {
            throw new UnsoundFileException("its columns are shorter than they claim", broken);
        }
    }

    private static bool AreOfMarket(RecordBatch rows, long before, CandleIntake intake)
    {
        return intake.Named.Take(
            Texts(intake.Named.SymbolField), Texts(intake.Named.ExchangeField), Texts(intake.Named.IntervalField), before);

        string?[]? Texts(int field) => field < 0 ? null : ArrowColumn.Text(Column(rows, field));
    }

    private static CandleBatch Convert(
        RecordBatch rows, TypedLayout layout, CandleFile file, long before, DateOrder order, CandleIntake intake)
    {
        var (columns, fields, numbers) = layout;
        var forms = TimeForms.None;
        var batch = new CandleBatch(
            Times(), Numbers(fields.Open)!, Numbers(fields.High)!, Numbers(fields.Low)!, Numbers(fields.Close)!, Numbers(fields.Volume),
            Numbers(fields.QuoteVolume), Numbers(fields.TradeCount))
        {
            MarkedOpen = fields.Closed >= 0 && ArrowColumn.Marks(Column(rows, fields.Closed)) is { } marks ? ClosedFlag.AreNo(marks) : null,
        };
        intake.HasClosingTimes = fields.IsClosingTime;
        intake.Named.Begin(fields, columns.Names, file.Market);
        columns.Scale(batch, before, file, intake);
        intake.Recognize(fields.Describe("feather", columns.Names) with
        {
            TimeForms = forms,
            DateOrder = order,
            HasDecimalComma = numbers.HasDecimalComma,
        });
        return batch;

        double[]? Numbers(int column) => column < 0 ? null
            : columns.IsText(column) ? numbers.Read(column, ArrowColumn.Text(Column(rows, column))!, file.Name, before)
            : ArrowColumn.Numbers(Column(rows, column))
                ?? throw columns.Unusable(file.Name, column, "numbers; convert the column to numbers");

        long[] Times() => columns.Times(
            fields, ArrowColumn.Times(Column(rows, fields.Time)),
            fields.TimeOfDay < 0 ? null : ArrowColumn.Times(Column(rows, fields.TimeOfDay)), order, file.Name, before, out forms);
    }

    private static IArrowArray Column(RecordBatch rows, int column) => rows.Column(column) is var found && found.Length == rows.Length
        ? found
        : throw new UnsoundFileException(
            $"column '{rows.Schema.FieldsList[column].Name}' has {found.Length:N0} values in {rows.Length:N0} rows");
}
