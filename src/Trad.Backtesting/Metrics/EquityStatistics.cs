namespace Trad.Backtesting.Metrics;

/// <summary>Running figures of an equity curve, candle by candle, in constant memory.</summary>
internal sealed class EquityStatistics(double initial, double candlesPerYear)
{
    private readonly double _initial = initial;
    private double _last = initial;
    private double _peak = initial;
    private int _peakAge;
    private double _sum;
    private double _sumOfSquares;
    private double _sumOfNegativeSquares;

    public int Candles { get; private set; }

    public int ExposedCandles { get; private set; }

    public double MaximumDrawdown { get; private set; }

    /// <summary>Longest stretch of candles below an earlier peak.</summary>
    public int LongestDrawdown { get; private set; }

    public double Final => _last;

    public double TotalReturn => (_last / _initial) - 1;

    /// <summary>Growth per year; null when the equity was lost or no candle was seen.</summary>
    public double? AnnualisedReturn =>
        Candles == 0 || _last <= 0 ? null : Finite(Math.Pow(_last / _initial, candlesPerYear / Candles) - 1);

    /// <summary>Standard deviation of the returns per candle, scaled to a year; null below two candles.</summary>
    public double? Volatility => Deviation is { } deviation ? deviation * Math.Sqrt(candlesPerYear) : null;

    /// <summary>Mean return over its standard deviation, scaled to a year, against a rate of zero (Sharpe, 1994); null without variation.</summary>
    public double? Sharpe => Deviation is > 0 and { } deviation ? Mean / deviation * Math.Sqrt(candlesPerYear) : null;

    /// <summary>Mean return over the root mean square of the negative returns, scaled to a year (Sortino, 1994); null without losses.</summary>
    public double? Sortino => Candles > 0 && _sumOfNegativeSquares > 0
        ? Mean / Math.Sqrt(_sumOfNegativeSquares / Candles) * Math.Sqrt(candlesPerYear)
        : null;

    /// <summary>Annualised return over maximum drawdown (Young, 1991); null without a drawdown.</summary>
    public double? Calmar => MaximumDrawdown > 0 ? AnnualisedReturn / MaximumDrawdown : null;

    private double Mean => _sum / Candles;

    private double? Deviation => Candles < 2
        ? null
        : Math.Sqrt(Math.Max(0, (_sumOfSquares - (_sum * _sum / Candles)) / (Candles - 1)));

    /// <summary>Adds the equity at a close.</summary>
    public void Add(double equity, bool isExposed)
    {
        // Once nothing is left there is no return to speak of.
        var change = _last > 0 ? (equity / _last) - 1 : 0;
        _last = equity;
        Candles++;
        ExposedCandles += isExposed ? 1 : 0;
        _sum += change;
        _sumOfSquares += change * change;
        if (change < 0)
        {
            _sumOfNegativeSquares += change * change;
        }

        if (equity >= _peak)
        {
            _peak = equity;
            _peakAge = 0;
        }
        else
        {
            MaximumDrawdown = Math.Max(MaximumDrawdown, 1 - (equity / _peak));
            LongestDrawdown = Math.Max(LongestDrawdown, ++_peakAge);
        }
    }

    /// <summary>Adds candles without a change.</summary>
    public void AddQuiet(int candles)
    {
        Candles += candles;
        if (_last < _peak)
        {
            _peakAge += candles;
            LongestDrawdown = Math.Max(LongestDrawdown, _peakAge);
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
