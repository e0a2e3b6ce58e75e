namespace Trad.Backtesting.Simulation;

/// <summary>What a strategy says at the close of every candle, column by column.</summary>
public sealed class SignalBuffer
{
    private sbyte[] _direction = [];
    private double[] _stop = [];
    private double[] _target = [];
    private int _count;

    /// <summary>Per candle: 1 to be long, −1 to be short (or out, where shorts are not allowed), 0 for nothing.</summary>
    public Span<sbyte> Direction => _direction.AsSpan(0, _count);

    /// <summary>Per signal: the stop price; NaN for none.</summary>
    public Span<double> Stop => _stop.AsSpan(0, _count);

    /// <summary>Per signal: the target price; NaN for none.</summary>
    public Span<double> Target => _target.AsSpan(0, _count);

    /// <summary>Candles that a position is held at most; zero for no limit.</summary>
    public int MaximumHolding { get; set; }

    /// <summary>
    /// Gain, in distances of the stop from the signal's close, from which the stop follows the best price at one such
    /// distance; zero for never.
    /// </summary>
    public double TrailAfterReward { get; set; }

    /// <summary>Makes room for a series and clears all signals. Stop and target mean something only where a direction is set.</summary>
    public void Reset(int count)
    {
        if (_direction.Length < count)
        {
            _direction = new sbyte[count];
            _stop = new double[count];
            _target = new double[count];
        }

        _count = count;
        MaximumHolding = 0;
        TrailAfterReward = 0;
        Direction.Clear();
    }

    /// <summary>Takes the signals of a part of the series.</summary>
    /// <param name="part">The part's signals.</param>
    /// <param name="start">Where the part begins in this series.</param>
    /// <param name="skipped">Candles at the part's beginning whose signals do not count.</param>
    public void Take(SignalBuffer part, int start, int skipped)
    {
        MaximumHolding = part.MaximumHolding;
        TrailAfterReward = part.TrailAfterReward;
        if (skipped < part._count)
        {
            part.Direction[skipped..].CopyTo(Direction[(start + skipped)..]);
            part.Stop[skipped..].CopyTo(Stop[(start + skipped)..]);
            part.Target[skipped..].CopyTo(Target[(start + skipped)..]);
        }
    }

    /// <summary>Signals an entry with a stop and a target.</summary>
    public void Set(int index, sbyte direction, double stop, double target)
    {
        _direction[index] = direction;
        _stop[index] = stop;
        _target[index] = target;
    }
}
