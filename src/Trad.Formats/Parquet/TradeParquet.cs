using Parquet;
using Parquet.Schema;

namespace Trad.Formats.Parquet;

/// <summary>Trades by columns, each as long as the others: one row per trade, in order of entry.</summary>
/// <param name="EntryTime">Open times of the candles of the entries, UTC.</param>
/// <param name="ExitTime">Open times of the candles of the exits, UTC.</param>
/// <param name="Symbol">The symbols.</param>
/// <param name="Direction"><c>long</c> or <c>short</c>.</param>
/// <param name="ExitReason">Why they ended, by name.</param>
/// <param name="InSample">Whether they were made on candles that the trials saw.</param>
public sealed record TradeColumns(
    DateTime[] EntryTime, DateTime[] ExitTime, string[] Symbol, string[] Direction, string[] ExitReason, bool[] InSample)
{
    /// <summary>Fill prices of the entries.</summary>
    public required double[] EntryPrice { get; init; }

    /// <summary>Fill prices of the exits.</summary>
    public required double[] ExitPrice { get; init; }

    /// <summary>Amounts in the base currency, without a sign.</summary>
    public required double[] Size { get; init; }

    /// <summary>Gains after all costs, quote currency.</summary>
    public required double[] Profit { get; init; }

    /// <summary>Gains as fractions of what the positions cost.</summary>
    public required double[] ProfitFraction { get; init; }

    /// <summary>Fees of both sides, quote currency.</summary>
    public required double[] Fees { get; init; }

    /// <summary>Funding paid, quote currency, negative when received; null where it was not recorded.</summary>
    public required double?[] Funding { get; init; }

    /// <summary>Candles from entry to exit, both included; null where they were not recorded.</summary>
    public required int?[] HeldCandles { get; init; }
}

/// <summary>Trades as Parquet: one row per trade, in order of entry. Older files have neither funding nor held candles.</summary>
public static class TradeParquet
{
    private static readonly DateTimeDataField EntryTime = ParquetWriting.Moment("entry_time");
    private static readonly DateTimeDataField ExitTime = ParquetWriting.Moment("exit_time");
    private static readonly DataField<string> Symbol = new("symbol", nullable: false);
    private static readonly DataField<string> Direction = new("direction", nullable: false);
    private static readonly DataField<double> EntryPrice = new("entry_price");
    private static readonly DataField<double> ExitPrice = new("exit_price");
    private static readonly DataField<double> Size = new("size");
    private static readonly DataField<double> Profit = new("profit");
    private static readonly DataField<double> ProfitFraction = new("profit_fraction");
    private static readonly DataField<double> Fees = new("fees");
    private static readonly DataField<string> ExitReason = new("exit_reason", nullable: false);
    private static readonly DataField<bool> InSample = new("in_sample");
    private static readonly DataField<double?> Funding = new("funding");
    private static readonly DataField<int?> HeldCandles = new("held_candles");

    private static readonly ParquetSchema Schema = new(
        EntryTime, ExitTime, Symbol, Direction, EntryPrice, ExitPrice, Size, Profit, ProfitFraction, Fees, ExitReason, InSample, Funding,
        HeldCandles);

    /// <summary>Writes trades as one file with one row group.</summary>
    public static async Task WriteAsync(TradeColumns trades, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(EntryTime, trades.EntryTime, cancellationToken: cancellationToken);
        await group.WriteAsync<DateTime>(ExitTime, trades.ExitTime, cancellationToken: cancellationToken);
        await group.WriteAsync(Symbol, trades.Symbol);
        await group.WriteAsync(Direction, trades.Direction);
        await group.WriteAsync<double>(EntryPrice, trades.EntryPrice, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(ExitPrice, trades.ExitPrice, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Size, trades.Size, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Profit, trades.Profit, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(ProfitFraction, trades.ProfitFraction, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Fees, trades.Fees, cancellationToken: cancellationToken);
        await group.WriteAsync(ExitReason, trades.ExitReason);
        await group.WriteAsync<bool>(InSample, trades.InSample, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Funding, trades.Funding, cancellationToken: cancellationToken);
        await group.WriteAsync<int>(HeldCandles, trades.HeldCandles, cancellationToken: cancellationToken);
        group.CompleteValidate();
    }

    /// <summary>Reads trades that <see cref="WriteAsync"/> wrote, now or in an earlier version.</summary>
    public static async Task<TradeColumns> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var rows = (int)group.RowCount;
        var (entries, exits, inSample) = (new DateTime[rows], new DateTime[rows], new bool[rows]);
        var (symbols, directions, reasons) = (new string[rows], new string[rows], new string[rows]);
        await group.ReadAsync<DateTime>(EntryTime, entries, cancellationToken: cancellationToken);
        await group.ReadAsync<DateTime>(ExitTime, exits, cancellationToken: cancellationToken);
        await group.ReadAsync(Symbol, symbols, cancellationToken: cancellationToken);
        await group.ReadAsync(Direction, directions, cancellationToken: cancellationToken);
        await group.ReadAsync(ExitReason, reasons, cancellationToken: cancellationToken);
        await group.ReadAsync<bool>(InSample, inSample, cancellationToken: cancellationToken);
        var (funding, heldCandles) = (new double?[rows], new int?[rows]);
        if (reader.Schema.DataFields.Any(field => field.Name == HeldCandles.Name))
        {
            await group.ReadAsync<double>(Funding, funding, cancellationToken: cancellationToken);
            await group.ReadAsync<int>(HeldCandles, heldCandles, cancellationToken: cancellationToken);
        }

        return new TradeColumns(entries, exits, symbols, directions, reasons, inSample)
        {
            EntryPrice = await NumbersAsync(EntryPrice),
            ExitPrice = await NumbersAsync(ExitPrice),
            Size = await NumbersAsync(Size),
            Profit = await NumbersAsync(Profit),
            ProfitFraction = await NumbersAsync(ProfitFraction),
            Fees = await NumbersAsync(Fees),
            Funding = funding,
            HeldCandles = heldCandles,
        };

        async Task<double[]> NumbersAsync(DataField<double> field)
        {
            var numbers = new double[rows];
            await group.ReadAsync<double>(field, numbers, cancellationToken: cancellationToken);
            return numbers;
        }
    }
}
