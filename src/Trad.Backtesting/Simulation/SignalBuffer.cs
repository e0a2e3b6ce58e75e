namespace Trad.Backtesting.Simulation;

/// <summary>What a strategy says at the close of every candle, column by column.</summary>
public sealed class SignalBuffer
{
    /// <summary>A long position is to be left.</summary>
    public const byte LeaveLong = 1;

    /// <summary>A short position is to be left.</summary>
    public const byte LeaveShort = 2;

    private sbyte[] _direction = [];
    private double[] _stop = [];
    private double[] _target = [];
    private byte[] _exits = [];
    private double[] _trailing = [];
    private double[] _breakEven = [];
    private bool _hasExits;
    private bool _movesStops;
    private int _count;

    /// <summary>Per candle: 1 to be long, −1 to be short (or out, where shorts are not allowed), 0 for nothing.</summary>
    public Span<sbyte> Direction => _direction.AsSpan(0, _count);

    /// <summary>Per signal: the stop price; NaN for none.</summary>
    public Span<double> Stop => _stop.AsSpan(0, _count);

    /// <summary>Per signal: the target price; NaN for none.</summary>
    public Span<double> Target => _target.AsSpan(0, _count);

    /// <summary>
    /// Per candle: <see cref="LeaveLong"/>, <see cref="LeaveShort"/>, both or 0; empty unless <see cref="AllowExits"/> was called.
    /// </summary>
    public Span<byte> Exits => _hasExits ? _exits.AsSpan(0, _count) : [];

    /// <summary>
    /// Per signal: the distance, in price, at which the stop follows the best price since the entry, and at which it begins below the
    /// signal's close; NaN for none. Empty unless <see cref="AllowMovingStops"/> was called.
    /// </summary>
    public Span<double> TrailingDistance => _movesStops ? _trailing.AsSpan(0, _count) : [];

    /// <summary>
    /// Per signal: the gain, in price, at which the stop moves to the entry price; NaN for never. Empty unless
    /// <see cref="AllowMovingStops"/> was called.
    /// </summary>
    public Span<double> BreakEvenGain => _movesStops ? _breakEven.AsSpan(0, _count) : [];

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
        _hasExits = _movesStops = false;
        Direction.Clear();
    }

    /// <summary>Makes room for exits; none is signalled yet.</summary>
    public void AllowExits()
    {
        if (_exits.Length < _count)
        {
            _exits = new byte[_count];
        }

        _hasExits = true;
        Exits.Clear();
    }

    /// <summary>Makes room for stops that move; none does yet.</summary>
    public void AllowMovingStops()
    {
        if (_trailing.Length < _count)
        {
            (_trailing, _breakEven) = (new double[_count], new double[_count]);
        }

        _movesStops = true;
        TrailingDistance.Fill(double.NaN);
        BreakEvenGain.Fill(double.NaN);
    }

    /// <summary>Takes the signals of a part of the series.</summary>
    /// <param name="part">The part's signals.</param>
    /// <param name="start">Where the part begins in this series.</param>
    /// <param name="skipped">Candles at the part's beginning whose signals do not count.</param>
    public void Take(SignalBuffer part, int start, int skipped)
    {
        MaximumHolding = part.MaximumHolding;
        TrailAfterReward = part.TrailAfterReward;
        if (part._hasExits && !_hasExits)
        {
            AllowExits();
        }

        if (part._movesStops && !_movesStops)
        {
            AllowMovingStops();
        }

        if (skipped < part._count)
        {
            if (part._hasExits)
            {
                part.Exits[skipped..].CopyTo(Exits[(start + skipped)..]);
            }

            if (part._movesStops)
            {
                part.TrailingDistance[skipped..].CopyTo(TrailingDistance[(start + skipped)..]);
                part.BreakEvenGain[skipped..].CopyTo(BreakEvenGain[(start + skipped)..]);
            }

            part.Direction[skipped..].CopyTo(Direction[(start + skipped)..]);
            part.Stop[skipped..].CopyTo(Stop[(start + skipped)..]);
            part.Target[skipped..].CopyTo(Target[(start + skipped)..]);
        }
    }

    /// <summary>Lets everything come some candles later than it was said.</summary>
    public void Delay(int candles)
    {
        Delay(Direction, candles);
        Delay(Stop, candles);
        Delay(Target, candles);
        Delay(Exits, candles);
        Delay(TrailingDistance, candles);
        Delay(BreakEvenGain, candles);
    }

    /// <summary>Signals an entry with a stop and a target.</summary>
    public void Set(int index, sbyte direction, double stop, double target)
    {
        _direction[index] = direction;
        _stop[index] = stop;
        _target[index] = target;
    }

    private static void Delay<T>(Span<T> values, int candles)
    {
        var kept = Math.Max(0, values.Length - candles);
        values[..kept].CopyTo(values[(values.Length - kept)..]);
        values[..(values.Length - kept)].Clear();
    }
}
