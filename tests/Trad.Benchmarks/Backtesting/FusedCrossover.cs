using Trad.Candles;

namespace Trad.Benchmarks.Backtesting;

/// <summary>The crossover as one pass over the candles: signal, fill, mark and statistics candle by candle, long only, all in.</summary>
internal struct FusedCrossover
{
    private const double FeeRate = 0.001;

    private double _cash;
    private double _size;
    private int _order;
    private double _last;
    private double _peak;
    private double _sum;
    private double _squares;
    private double _deepest;

    /// <summary>One parameter set.</summary>
    public static double One(CandleSeries candles, double[] fast, double[] slow)
    {
        var open = candles.Open;
        var close = candles.Close;
        var run = Start();
        for (var t = 1; t < close.Length; t++)
        {
            run.Step(open[t], close[t], fast[t - 1] - slow[t - 1], fast[t] - slow[t]);
        }

        return run.Score;
    }

    /// <summary>Several parameter sets side by side over one pass.</summary>
    public static double Many(CandleSeries candles, (double[] Fast, double[] Slow)[] averages)
    {
        var open = candles.Open;
        var close = candles.Close;
        var runs = new FusedCrossover[averages.Length];
        Array.Fill(runs, Start());
        for (var t = 1; t < close.Length; t++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                var (fast, slow) = averages[i];
                runs[i].Step(open[t], close[t], fast[t - 1] - slow[t - 1], fast[t] - slow[t]);
            }
        }

        return runs.Sum(run => run.Score);
    }

    private readonly double Score => _last + _sum + _squares + _deepest;

    private static FusedCrossover Start() => new() { _cash = 10_000, _last = 10_000, _peak = 10_000 };

    private void Step(double open, double close, double before, double now)
    {
        if (_order > 0 && _size == 0)
        {
            _size = _cash / (open * (1 + FeeRate));
            _cash -= _size * open * (1 + FeeRate);
        }
        else if (_order < 0 && _size != 0)
        {
            _cash += _size * open * (1 - FeeRate);
            _size = 0;
        }

        _order = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0;
        var equity = _cash + (_size * close);
        var change = (equity / _last) - 1;
        _last = equity;
        _sum += change;
        _squares += change * change;
        _peak = Math.Max(_peak, equity);
        _deepest = Math.Max(_deepest, 1 - (equity / _peak));
    }
}
