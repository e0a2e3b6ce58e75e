namespace Trad.Backtesting.Simulation;

/// <summary>The memory that a thread's backtests use again and again.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? _ofThread;

    private double[] _returns = [];

    /// <summary>The one of the running thread.</summary>
    public static Workspace OfThread => _ofThread ??= new Workspace();

    /// <summary>Signals.</summary>
    public SignalBuffer Signals { get; } = new();

    /// <summary>Room for one return per candle.</summary>
    public double[] Returns(int count)
    {
        if (_returns.Length < count)
        {
            _returns = new double[count];
        }

        return _returns;
    }
}
