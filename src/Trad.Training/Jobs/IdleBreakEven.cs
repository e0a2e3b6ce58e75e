using System.Globalization;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>A break-even that is counted in distances of a stop which no position has.</summary>
internal static class IdleBreakEven
{
    /// <summary>
    /// What is suspicious about it, in words; nothing where a signal at the defaults has a stop, or where there is none at all.
    /// </summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="data">The candles, one set per symbol.</param>
    public static IReadOnlyList<string> Find(TrainingRequest request, IReadOnlyList<TrainingData> data)
    {
        if (request.Exits is not { BreakEvenAfter: { } reward, StopLoss: null, TrailingStop: null })
        {
            return [];
        }

        var strategy = RequestedStrategy.Get(request);
        var (signals, entries) = (new SignalBuffer(), 0);
        foreach (var candles in data.Select(each => each.InSample))
        {
            signals.Reset(candles.Candles.Count);
            try
            {
                BacktestWatch.Ask(strategy, candles, StrategyParameters.Defaults(strategy), signals);
            }
            catch (ArgumentException)
            {
                // The check of the strategy tells that it cannot be computed.
                return [];
            }

            for (var t = 0; t < candles.Candles.Count; t++)
            {
                if (signals.Direction[t] != 0)
                {
                    entries++;
                    var trailing = signals.TrailingDistance;
                    if (double.IsFinite(signals.Stop[t]) || (!trailing.IsEmpty && double.IsFinite(trailing[t])))
                    {
                        return [];
                    }
                }
            }
        }

        return entries == 0
            ? []
            : [string.Create(
                CultureInfo.InvariantCulture,
                $"exits.breakEvenAfter is {reward} distances of the stop, but no signal of '{strategy.Name}' has a stop at the defaults: it does nothing. Give exits.stopLoss or exits.trailingStop as well.")];
    }
}
