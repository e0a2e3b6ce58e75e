using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// The panic score of a candle: 30 points for volume, 25 for speed, 20 for range, 15 for wicks and 10 for an extreme of the
/// relative strength index, each when its threshold is reached.
/// </summary>
internal readonly ref struct PanicCandle
{
    private const int SmoothingLength = 14;
    private const int MeanLength = 20;

    // A candle without a body still has one of this fraction of its price, about a tick of a liquid market.
    private const double SmallestBody = 1e-6;

    private readonly ReadOnlySpan<double> _open;
    private readonly ReadOnlySpan<double> _high;
    private readonly ReadOnlySpan<double> _low;
    private readonly ReadOnlySpan<double> _close;
    private readonly ReadOnlySpan<double> _volume;
    private readonly ReadOnlySpan<double> _meanVolume;
    private readonly ReadOnlySpan<double> _range;
    private readonly ReadOnlySpan<double> _meanRange;
    private readonly ReadOnlySpan<double> _strength;
    private readonly double _volumeThreshold;
    private readonly double _velocityThreshold;
    private readonly double _rangeThreshold;
    private readonly double _wickThreshold;
    private readonly double _strengthExtreme;
    private readonly double _minimum;

    public PanicCandle(
        IndicatorCache indicators, double volume, double velocity, double range, double wick, double strengthExtreme, double minimum)
    {
        _open = indicators.Candles.Open;
        _high = indicators.Candles.High;
        _low = indicators.Candles.Low;
        _close = indicators.Candles.Close;
        _volume = indicators.Candles.Volume;
        _meanVolume = indicators.MeanVolume(MeanLength);
        _range = indicators.AverageTrueRange(SmoothingLength);
        _meanRange = indicators.MeanAverageTrueRange(SmoothingLength, MeanLength);
        _strength = indicators.RelativeStrength(SmoothingLength);
        (_volumeThreshold, _velocityThreshold, _rangeThreshold) = (volume, velocity, range);
        (_wickThreshold, _strengthExtreme, _minimum) = (wick, strengthExtreme, minimum);
    }

    /// <summary>Whether the candle reaches the score. What is not known yet gives no points.</summary>
    public bool IsAt(int i)
    {
        var body = Math.Abs(_close[i] - _open[i]);
        var wicks = _high[i] - _low[i] - body;
        var points = (_volume[i] >= _volumeThreshold * _meanVolume[i] ? 30 : 0)
            + (body >= _velocityThreshold * _open[i] ? 25 : 0)
            + (_range[i] >= _rangeThreshold * _meanRange[i] ? 20 : 0)
            + (wicks >= _wickThreshold * Math.Max(body, SmallestBody * _close[i]) ? 15 : 0)
            + (_strength[i] <= _strengthExtreme || _strength[i] >= 100 - _strengthExtreme ? 10 : 0);
        return points / 100.0 >= _minimum;
    }
}
