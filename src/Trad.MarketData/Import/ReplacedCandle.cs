using System.Globalization;
using Trad.Candles;
using Trad.Candles.Changes;

namespace Trad.MarketData.Import;

/// <summary>The earliest stored candle that one of a file takes the place of, with other values.</summary>
/// <param name="OpenTime">Its open time, epoch milliseconds UTC.</param>
/// <param name="Run">The import or other run that it came from; null where no record tells.</param>
public sealed record ReplacedCandle(long OpenTime, CandleRun? Run)
{
    /// <summary>What it and the others replaced, in a sentence.</summary>
    /// <param name="count">How many candles replaced others.</param>
    public string Describe(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(count == 1
            ? "1 candle takes the place of a stored one with other values, that"
            : $"{count:N0} candles take the place of stored ones with other values, the first")} of {Timestamp.Format(OpenTime)}")
        + (Run switch
        {
            null => ".",
            { FileName: { } file } => $", which came from the file '{file}' ({Run.Id}).",
            _ => $", which came from {Run.Id}.",
        });
}
