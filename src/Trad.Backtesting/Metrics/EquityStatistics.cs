using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Metrics;

/// <summary>Running figures of an equity curve, candle by candle.</summary>
/// <param name="initial">The equity before the first candle.</param>
/// <param name="scratch">Room for one return per candle.</param>
internal sealed class EquityStatistics(double initial, double[] scratch)
{
    private double _sum;

    /// <summary>The equity before the first candle.</summary>
    public double Initial { get; } = initial;

    /// <summary>The equity at the last close.</summary>
    public double Final { get; private set; } = initial;

    /// <summary>Candles seen.</summary>
    public int Candles => Returns.Count;

    /// <summary>Candles during which a position was held.</summary>
    public int ExposedCandles { get; private set; }

    /// <summary>Mean of the equity over all closes; null without candles.</summary>
    public double? Mean => Candles == 0 ? null : _sum / Candles;

    /// <summary>The returns from close to close.</summary>
    public ReturnStatistics Returns { get; } = new(scratch);

    /// <summary>The stretches below a peak.</summary>
    public DrawdownStatistics Drawdowns { get; } = new(initial);

    /// <summary>Adds the equity at a close.</summary>
    public void Add(double equity, bool isExposed)
    {
        // Once nothing is left there is no return to speak of.
        Returns.Add(Final > 0 ? (equity / Final) - 1 : 0);
        Drawdowns.Add(equity);
        Final = equity;
        _sum += equity;
        ExposedCandles += isExposed ? 1 : 0;
    }

    /// <summary>Adds candles over which one position was held: at each close the equity is cash plus size times close.</summary>
    public void AddHeld(double cash, double size, ReadOnlySpan<double> close)
    {
        if (close.IsEmpty)
        {
            return;
        }

        Add(cash + (size * close[0]), isExposed: true);
        Returns.AddHeld(cash, size, close);
        Drawdowns.AddHeld(cash, size, close[1..]);
        Final = cash + (size * close[^1]);
        _sum += (cash * (close.Length - 1)) + (size * Total(close[1..]));
        ExposedCandles += close.Length - 1;
    }

    /// <summary>Adds candles without a position.</summary>
    public void AddQuiet(int candles)
    {
        Returns.AddZeros(candles);
        Drawdowns.Repeat(candles);
        _sum += candles * Final;
    }

    private static double Total(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sums += Vector256.LoadUnsafe(ref first, (nuint)i);
        }

        var sum = Vector256.Sum(sums);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
