namespace Trad.Backtesting.Simulation;

/// <summary>The memory that a thread's backtests use again and again.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? _ofThread;

    private double[] _returns = [];
    private double[] _ranges = [];
    private double[] _volatilities = [];

    /// <summary>The one of the running thread.</summary>
    public static Workspace OfThread => _ofThread ??= new Workspace();

    /// <summary>Signals.</summary>
    public SignalBuffer Signals { get; } = new();

    /// <summary>Signals of one part of a series that a hole splits.</summary>
    public SignalBuffer PartSignals { get; } = new();

    /// <summary>Room for one return per candle.</summary>
    public double[] Returns(int count) => Room(ref _returns, count);

    /// <summary>Room for one average range per candle.</summary>
    public double[] Ranges(int count) => Room(ref _ranges, count);

    /// <summary>Room for one volatility per candle.</summary>
    public double[] Volatilities(int count) => Room(ref _volatilities, count);

    private static double[] Room(ref double[] values, int count)
    {
        if (values.Length < count)
        {
            values = new double[count];
        }

        return values;
    }
}
