using Parquet;
using Parquet.Schema;
using Trad.Backtesting.Simulation;
using Trad.Formats.Parquet;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>Trades as Parquet: one row per trade, in order of entry. Older files have neither funding nor held candles.</summary>
internal static class TradeParquet
{
    private static readonly DateTimeDataField EntryTime = Moment("entry_time");
    private static readonly DateTimeDataField ExitTime = Moment("exit_time");
    private static readonly DataField<string> Direction = new("direction", nullable: false);
    private static readonly DataField<string> ExitReasonField = new("exit_reason", nullable: false);
    private static readonly DataField<string> Symbol = new("symbol", nullable: false);
    private static readonly DataField<bool> InSample = new("in_sample");

    private static readonly (DataField<double> Field, Func<AssetTrade, double> Value)[] Numbers =
    [
        (new("entry_price"), trade => trade.EntryPrice),
        (new("exit_price"), trade => trade.ExitPrice),
        (new("size"), trade => trade.Size),
        (new("profit"), trade => trade.Profit),
        (new("profit_fraction"), trade => trade.ProfitFraction),
        (new("fees"), trade => trade.Fees),
    ];

    private static readonly DataField<double?> Funding = new("funding");
    private static readonly DataField<int?> HeldCandles = new("held_candles");

    private static readonly ParquetSchema Schema = new(
        [EntryTime, ExitTime, Symbol, Direction, .. Numbers.Select(number => number.Field), ExitReasonField, InSample, Funding,
            HeldCandles]);

    public static async Task WriteAsync(IReadOnlyList<AssetTrade> trades, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(
            EntryTime, trades.Select(trade => trade.EntryTime.UtcDateTime).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<DateTime>(
            ExitTime, trades.Select(trade => trade.ExitTime.UtcDateTime).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync(Symbol, trades.Select(trade => trade.Symbol).ToArray());
        await group.WriteAsync(Direction, trades.Select(trade => trade.Direction).ToArray());
        foreach (var (field, value) in Numbers)
        {
            await group.WriteAsync<double>(field, trades.Select(value).ToArray(), cancellationToken: cancellationToken);
        }

        await group.WriteAsync(ExitReasonField, trades.Select(trade => trade.ExitReason.ToString()).ToArray());
        await group.WriteAsync<bool>(InSample, trades.Select(trade => trade.InSample).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Funding, trades.Select(trade => trade.Funding).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<int>(HeldCandles, trades.Select(trade => trade.HeldCandles).ToArray(), cancellationToken: cancellationToken);
        group.CompleteValidate();
    }

    public static async Task<IReadOnlyList<AssetTrade>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var rows = (int)group.RowCount;
        var (entries, exits) = (new DateTime[rows], new DateTime[rows]);
        var (symbols, directions, reasons) = (new string[rows], new string[rows], new string[rows]);
        var numbers = new double[Numbers.Length][];
        var inSample = new bool[rows];
        await group.ReadAsync<DateTime>(EntryTime, entries, cancellationToken: cancellationToken);
        await group.ReadAsync<DateTime>(ExitTime, exits, cancellationToken: cancellationToken);
        await group.ReadAsync(Symbol, symbols, cancellationToken: cancellationToken);
        await group.ReadAsync(Direction, directions, cancellationToken: cancellationToken);
        for (var i = 0; i < Numbers.Length; i++)
        {
            numbers[i] = new double[rows];
            await group.ReadAsync<double>(Numbers[i].Field, numbers[i], cancellationToken: cancellationToken);
        }

        await group.ReadAsync(ExitReasonField, reasons, cancellationToken: cancellationToken);
        await group.ReadAsync<bool>(InSample, inSample, cancellationToken: cancellationToken);
        var (funding, heldCandles) = (new double?[rows], new int?[rows]);
        if (reader.Schema.DataFields.Any(field => field.Name == HeldCandles.Name))
        {
            await group.ReadAsync<double>(Funding, funding, cancellationToken: cancellationToken);
            await group.ReadAsync<int>(HeldCandles, heldCandles, cancellationToken: cancellationToken);
        }

        return
        [
            .. Enumerable.Range(0, rows).Select(i => new AssetTrade(
                Utc(entries[i]),
                Utc(exits[i]),
                directions[i],
                numbers[0][i],
                numbers[1][i],
                numbers[2][i],
                numbers[3][i],
                numbers[4][i],
                numbers[5][i],
                Enum.Parse<ExitReason>(reasons[i]),
                inSample[i],
                symbols[i],
                funding[i],
                heldCandles[i])),
        ];
    }

    private static DateTimeDataField Moment(string name) =>
        new(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: false);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
