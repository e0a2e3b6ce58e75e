using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Assets;

/// <summary>
/// What a strategy sees and says over candles, to be drawn over them: its indicators, and where its signals put stop and target.
/// Behind gaps at which the request begins anew they begin anew, too.
/// </summary>
public sealed class StrategyOverlay
{
    // An indicator is drawn over the candles when most of its values lie within so much of their range beyond its ends.
    private const double Margin = 0.5;

    private readonly CandleSeries _candles;
    private readonly Dictionary<string, double[]> _indicators = new(StringComparer.Ordinal);
    private readonly List<SignalLevels> _signals = [];

    /// <summary>Lets the strategy of a request speak.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="candles">The candles, those that the strategy needs to warm up included.</param>
    /// <exception cref="TrainingException">This version has no such strategy.</exception>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version, or it breaks.</exception>
    public StrategyOverlay(TrainingRequest request, ParameterSet parameters, CandleSeries candles)
    {
        _candles = candles;
        var strategy = RequestedStrategy.Get(request);
        var values = TrialBacktest.Parameters(strategy, parameters);
        var options = TrialBacktest.Options(request, 0);
        var whole = new IndicatorCache(candles);
        var parts = options is { RestartAfterGap: true, LongestGap: { } longest } ? whole.Parts(longest) : [whole];
        var signals = new SignalBuffer();
        var start = 0;
        foreach (var part in parts)
        {
            signals.Reset(part.Candles.Count);
            BacktestWatch.Ask(strategy, part, values, signals);
            Take(part, start);
            Take(signals, start);
            start += part.Candles.Count;
        }
    }

    /// <summary>What there is of some of the candles.</summary>
    /// <param name="symbol">Their symbol.</param>
    /// <param name="range">Which candles.</param>
    /// <param name="maxPoints">The most values of an indicator; of more, evenly spaced ones are taken.</param>
    public AssetIndicators Select(string symbol, TimeRange range, int maxPoints)
    {
        var first = _candles.IndexAtOrAfter(range.Start);
        var end = _candles.IndexAtOrAfter(range.End);
        var step = Math.Max(1, (end - first + maxPoints - 1) / maxPoints);
        var places = new List<int>();
        for (var place = first; place < end; place += step)
        {
            places.Add(place);
        }

        var (low, high) = Extent(first, end);
        return new AssetIndicators(
            symbol,
            _candles.Interval.Code,
            step,
            [.. places.Select(place => _candles.OpenTime[place])],
            [.. _indicators.Select(line => Draw(line.Key, line.Value, places, low, high))],
            [.. _signals.Where(signal => signal.Time >= range.Start && signal.Time < range.End).Take(maxPoints)]);
    }

    private static IndicatorLine Draw(string name, double[] values, List<int> places, double low, double high)
    {
        var margin = (high - low) * Margin;
        var (known, within) = (0, 0);
        var drawn = new double?[places.Count];
        for (var i = 0; i < drawn.Length; i++)
        {
            var value = values[places[i]];
            if (double.IsFinite(value))
            {
                drawn[i] = value;
                known++;
                within += value >= low - margin && value <= high + margin ? 1 : 0;
            }
        }

        return new IndicatorLine(name, known > 0 && within * 2 > known, drawn);
    }

    private (double Low, double High) Extent(int first, int end)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var place = first; place < end; place++)
        {
            low = Math.Min(low, _candles.Low[place]);
            high = Math.Max(high, _candles.High[place]);
        }

        return (low, high);
    }

    private void Take(IndicatorCache part, int start)
    {
        foreach (var (name, values) in part.Computed)
        {
            if (!_indicators.TryGetValue(name, out var column))
            {
                column = new double[_candles.Count];
                Array.Fill(column, double.NaN);
                _indicators.Add(name, column);
            }

            values.Span.CopyTo(column.AsSpan(start));
        }
    }

    private void Take(SignalBuffer signals, int start)
    {
        for (var t = 0; t < signals.Direction.Length; t++)
        {
            if (signals.Direction[t] != 0)
            {
                _signals.Add(new SignalLevels(
                    _candles.OpenTime[start + t], signals.Direction[t] > 0 ? "long" : "short", Told(signals.Stop[t]),
                    Told(signals.Target[t])));
            }
        }
    }

    private static double? Told(double price) => double.IsFinite(price) ? price : null;
}
