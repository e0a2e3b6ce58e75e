using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Simulation;

/// <summary>What is computed part by part where long holes split a series, so that nothing after a hole comes from before it.</summary>
internal static class SeriesParts
{
    /// <summary>A column of one part.</summary>
    public delegate ReadOnlySpan<double> Column(IndicatorCache part);

    /// <summary>
    /// Fills the workspace's signals, part by part; those of the first candles of a part behind a hole, while the strategy warms up, do
    /// not count.
    /// </summary>
    /// <param name="parts">The parts, in order; all of the series.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="warmUpAfterGap">Candles of every part but the first on which no signal counts; null for the strategy's warm-up.</param>
    /// <param name="workspace">Memory.</param>
    public static void GenerateSignals(
        IReadOnlyList<IndicatorCache> parts, IStrategy strategy, StrategyParameters parameters, int? warmUpAfterGap, Workspace workspace)
    {
        workspace.Signals.Reset(parts.Sum(part => part.Candles.Count));
        if (parts is [var only])
        {
            BacktestWatch.Ask(strategy, only, parameters, workspace.Signals);
            return;
        }

        var warmUp = strategy.WarmUp(parameters);
        var start = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var count = parts[i].Candles.Count;
            if (count > warmUp)
            {
                workspace.PartSignals.Reset(count);
                BacktestWatch.Ask(strategy, parts[i], parameters, workspace.PartSignals);
                workspace.Signals.Take(workspace.PartSignals, start, skipped: i == 0 ? 0 : warmUpAfterGap ?? warmUp);
            }

            start += count;
        }
    }

    /// <summary>A column of the whole series, made of those of its parts.</summary>
    public static ReadOnlySpan<double> Join(IReadOnlyList<IndicatorCache> parts, Column column, double[] room)
    {
        var start = 0;
        foreach (var part in parts)
        {
            column(part).CopyTo(room.AsSpan(start));
            start += part.Candles.Count;
        }

        return room.AsSpan(0, start);
    }
}
