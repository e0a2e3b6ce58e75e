using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>What a person should know about the candles of a job.</summary>
internal static class DataWarnings
{
    /// <summary>The warnings about candles that were read for a range.</summary>
    public static IReadOnlyList<string> Of(DataSnapshot snapshot, CandleSeries candles, TimeRange counting)
    {
        var warnings = new List<string>();
        var stored = snapshot.From.ToUnixTimeMilliseconds();
        if (stored - counting.Start >= candles.Interval.Milliseconds)
        {
            warnings.Add(
                $"{snapshot.Symbol}: the range begins at {Timestamp.Format(counting.Start)}, but the oldest candle stored in it opens at {Timestamp.Format(stored)}.");
        }

        var missing = (counting with { Start = stored }).CountCandles(candles.Interval) - snapshot.Candles;
        if (missing > 0)
        {
            warnings.Add($"{snapshot.Symbol}: {missing} candles are missing inside the range; the backtest passes over the gaps.");
        }

        if (snapshot.FilledCandles > 0)
        {
            warnings.Add($"{snapshot.Symbol}: {snapshot.FilledCandles} missing candles were filled with the last close.");
        }

        if (snapshot is { IntrabarPath: true, FinerInterval: null })
        {
            warnings.Add($"{snapshot.Symbol}: no candles of a shorter interval are stored; within a candle the stop is taken to be first.");
        }

        return warnings;
    }
}
