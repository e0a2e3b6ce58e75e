using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Simulation;

/// <summary>
/// What backtests are told and tell while somebody waits for them. They hear that they shall end between two columns, blocks of rules and
/// sets of signals; and they say which strategy is asked for signals, so that one that does not answer can be named. It goes along with
/// the work, also to threads that help with it.
/// </summary>
/// <param name="cancellationToken">Cancelled when the work shall end.</param>
public sealed class BacktestWatch(CancellationToken cancellationToken)
{
    private static readonly AsyncLocal<BacktestWatch?> Ambient = new();

    private long _begun;
    private Asked? _latest;

    /// <summary>How often a strategy has been asked for its signals; while it grows, the work goes on.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>The strategy that was asked last, with its parameters, for people; null before the first.</summary>
    public string? Latest =>
        Volatile.Read(ref _latest) is { } asked ? $"{asked.Strategy.Name} with ({asked.Parameters})" : null;

    /// <summary>The name of the strategy that was asked last; null before the first.</summary>
    public string? LatestStrategy => Volatile.Read(ref _latest)?.Strategy.Name;

    /// <summary>The watch of the running work; null when nobody waits.</summary>
    internal static BacktestWatch? Current => Ambient.Value;

    /// <summary>Does work under this watch.</summary>
    /// <exception cref="OperationCanceledException">The work heard that it shall end.</exception>
    public T Watch<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var outer = Ambient.Value;
        Ambient.Value = this;
        try
        {
            return work();
        }
        finally
        {
            Ambient.Value = outer;
        }
    }

    /// <summary>Asks a strategy for its signals, and says so.</summary>
    /// <exception cref="OperationCanceledException">The work shall end.</exception>
    /// <exception cref="ArgumentException">
    /// The strategy cannot compute with these parameters; one of somebody else's also where it breaks, whatever it throws, or signals what
    /// has no meaning.
    /// </exception>
    public static void Ask(IStrategy strategy, IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (Current is { } watch)
        {
            watch.ThrowIfCancelled();
            Volatile.Write(ref watch._latest, new(strategy, parameters));
            Interlocked.Increment(ref watch._begun);
        }

        if (strategy.GetType().Assembly == typeof(IStrategy).Assembly)
        {
            strategy.GenerateSignals(indicators, parameters, signals);
            return;
        }

        // Who sets a direction alone means no stop and no target, and not those of the backtest before.
        signals.Stop.Fill(double.NaN);
        signals.Target.Fill(double.NaN);
        try
        {
            strategy.GenerateSignals(indicators, parameters, signals);
        }
        catch (Exception broken) when (IsItsOwn(broken))
        {
            throw new ArgumentException($"{strategy.Name} breaks: {broken.GetType().Name}, {broken.Message}", broken);
        }

        SignalRules.Check(strategy.Name, signals, indicators.Candles);
    }

    private static bool IsItsOwn(Exception broken) =>
        broken is not (ArgumentException or OperationCanceledException or OutOfMemoryException);

    /// <summary>Ends the work when it shall.</summary>
    /// <exception cref="OperationCanceledException">The work shall end.</exception>
    internal void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();

    private sealed record Asked(IStrategy Strategy, StrategyParameters Parameters);
}
