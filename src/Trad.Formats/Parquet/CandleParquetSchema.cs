using Parquet.Schema;

namespace Trad.Formats.Parquet;

/// <summary>The columns of a candle file, and how they are encoded.</summary>
internal static class CandleParquetSchema
{
    public static readonly DateTimeDataField OpenTime = ParquetWriting.Moment("open_time");

    public static readonly DataField<double> Open = new("open");
    public static readonly DataField<double> High = new("high");
    public static readonly DataField<double> Low = new("low");
    public static readonly DataField<double> Close = new("close");
    public static readonly DataField<double> Volume = new("volume");

    /// <summary>Null where the source does not tell.</summary>
    public static readonly DataField<double?> QuoteVolume = new("quote_volume");

    /// <summary>Null where the source does not tell.</summary>
    public static readonly DataField<long?> TradeCount = new("trade_count");

    public static readonly ParquetSchema Schema = new(OpenTime, Open, High, Low, Close, Volume, QuoteVolume, TradeCount);
}
