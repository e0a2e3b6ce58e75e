using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// A range that ends at a candle: tight, with volume drying up in its second half, and its edge touched often enough. The
/// edge is the support for long trades and the resistance for their mirror image.
/// </summary>
internal readonly ref struct TradingRange
{
    // The second half of the range must trade less than this share of its first half.
    private const double DryingUp = 0.8;

    // How near to the edge, as a fraction of it, counts as a touch.
    private const double TouchWidth = 0.005;

    private readonly ReadOnlySpan<double> _highest;
    private readonly ReadOnlySpan<double> _lowest;
    private readonly ReadOnlySpan<double> _edge;
    private readonly ReadOnlySpan<double> _halfVolume;
    private readonly ReadOnlySpan<double> _volume;
    private readonly int _length;
    private readonly int _direction;
    private readonly double _tightness;

    /// <summary>Ranges of a series.</summary>
    /// <param name="indicators">The candles.</param>
    /// <param name="length">Candles of the range; at least two.</param>
    /// <param name="tightness">(high − low) / low at most.</param>
    /// <param name="direction">1 for supports, −1 for resistances.</param>
    public TradingRange(IndicatorCache indicators, int length, double tightness, int direction)
    {
        _highest = indicators.HighestHigh(length);
        _lowest = indicators.LowestLow(length);
        _edge = direction > 0 ? indicators.Candles.Low : indicators.Candles.High;
        _halfVolume = indicators.MeanVolume(length / 2);
        _volume = indicators.MeanVolume(length);
        (_length, _tightness, _direction) = (length, tightness, direction);
    }

    /// <summary>The price of the edge.</summary>
    public double Edge(int end) => _direction > 0 ? _lowest[end] : _highest[end];

    /// <summary>Mean volume of the range.</summary>
    public double Volume(int end) => _volume[end];

    /// <summary>Whether the candles up to <paramref name="end"/> are a tight range that dries up.</summary>
    public bool IsAt(int end) =>
        _highest[end] - _lowest[end] <= _tightness * _lowest[end]
        && _halfVolume[end] < DryingUp * _halfVolume[end - _length + (_length / 2)];

    /// <summary>How many candles of the range came near its edge.</summary>
    public int CountTouches(int end)
    {
        var limit = Edge(end) * (1 + (_direction * TouchWidth));
        var touches = 0;
        foreach (var price in _edge.Slice(end - _length + 1, _length))
        {
            touches += _direction * (price - limit) <= 0 ? 1 : 0;
        }

        return touches;
    }
}
