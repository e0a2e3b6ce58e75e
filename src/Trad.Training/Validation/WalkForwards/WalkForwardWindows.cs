using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;
using Trad.Training.Validation.Splits;

namespace Trad.Training.Validation.WalkForwards;

/// <summary>Carries out the windows of a walk-forward, each on its own, and puts them together.</summary>
public static class WalkForwardWindows
{
    // Seeds of windows are kept apart from those of anything else that is drawn from the job's seed.
    private const int SeedKey = 0x57F0;

    /// <summary>One window: the search on its train part, and what the chosen trial did on its test part.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="split">The window.</param>
    /// <param name="window">Its 0-based number, for its seed.</param>
    /// <param name="options">The size of its search.</param>
    /// <param name="cancellationToken">Ends it between two backtests.</param>
    public static WalkForwardWindow Run(
        ValidationSubject subject, PartBacktester backtester, TrainTestSplit split, int window, ValidationOptions options,
        CancellationToken cancellationToken)
    {
        var search = new WindowSearch(subject, backtester);
        var trials = search.Run(
            split.Train, options.WindowTrials(subject.Request.Trials!.Value), Seeds.Derive(subject.Seed, SeedKey, window),
            cancellationToken);
        double[]? ReturnsOf(TrialRecord trial) => backtester.Run(trial.Parameters, split.Train, null, cancellationToken)?.Returns.Values;

        var whole = subject.Split.InSample;
        var enough = (int)Math.Ceiling(options.EnoughTrades * ((split.Train.To - split.Train.From) / (whole.To - whole.From)));
        var chosen = TrialSelection.Choose(subject.Request, trials, enough, ReturnsOf);
        if (chosen is null)
        {
            return new WalkForwardWindow(
                split.Train, split.Test, trials.Count, null, null, null,
                WhyNone(subject.Request, trials, search.MinimumTrades(split.Train)));
        }

        var parameters = trials[chosen.Trial].Parameters;
        return new WalkForwardWindow(
            split.Train,
            split.Test,
            trials.Count,
            parameters,
            backtester.Run(parameters, split.Train, null, cancellationToken)?.Figures,
            backtester.Run(parameters, split.Test, null, cancellationToken)?.Figures,
            null);
    }

    /// <summary>The days of the test parts, end to end; a window without a winner stayed out of the market.</summary>
    /// <param name="backtester">Backtests on the job's candles.</param>
    /// <param name="windows">The windows, in time.</param>
    /// <param name="cancellationToken">Ends it between two backtests.</param>
    /// <returns>The returns, what holding returned, and the trades.</returns>
    public static StitchedDays Stitch(
        PartBacktester backtester, IReadOnlyList<WalkForwardWindow> windows, CancellationToken cancellationToken)
    {
        var (returns, market) = (new List<DailyReturns>(windows.Count), new List<DailyReturns>(windows.Count));
        var trades = 0;
        foreach (var window in windows)
        {
            var result = backtester.Run(window.Parameters ?? NoTrades(windows), window.Test, null, cancellationToken);
            if (result is not null)
            {
                returns.Add(
                    window.Parameters is null ? result.Returns with { Values = new double[result.Returns.Values.Length] } : result.Returns);
                market.Add(result.Market);
                trades += window.Parameters is null ? 0 : result.Trades;
            }
        }

        return new StitchedDays(returns, market, trades);
    }

    /// <summary>A walk-forward made of its windows.</summary>
    /// <param name="mode">How the train part moves.</param>
    /// <param name="windows">The windows, in time.</param>
    /// <param name="days">Their test parts.</param>
    public static WalkForwardResult Join(WalkForwardMode mode, IReadOnlyList<WalkForwardWindow> windows, StitchedDays days)
    {
        var figures = days.Returns.Length == 0 ? null : PartResult.FiguresOf(days.Trades, days.Returns, days.Market);
        var (ends, equity) = days.Curve();
        return new WalkForwardResult(mode, windows, figures, Efficiency(windows), ends, equity);
    }

    /// <summary>
    /// Growth per year on the test parts over growth per year on the train parts, from mean logarithms of growth; null when nothing was
    /// earned there.
    /// </summary>
    private static double? Efficiency(IReadOnlyList<WalkForwardWindow> windows)
    {
        var (inSample, outOfSample) = (0.0, 0.0);
        var (trained, tested) = (0.0, 0.0);
        foreach (var window in windows.Where(window => window.InSample is not null && window.OutOfSample is not null))
        {
            inSample += Math.Log(Math.Max(1e-6, 1 + window.InSample!.TotalReturn));
            outOfSample += Math.Log(Math.Max(1e-6, 1 + window.OutOfSample!.TotalReturn));
            trained += (window.Train.To - window.Train.From).TotalDays;
            tested += (window.Test.To - window.Test.From).TotalDays;
        }

        return trained > 0 && tested > 0 && inSample > 0 ? outOfSample / tested / (inSample / trained) : null;
    }

    private static ParameterSet NoTrades(IReadOnlyList<WalkForwardWindow> windows) =>
        windows.FirstOrDefault(window => window.Parameters is not null)?.Parameters ?? ParameterSet.Empty;

    private static string WhyNone(TrainingRequest request, IReadOnlyList<TrialRecord> trials, int minimumTrades)
    {
        var most = trials.Max(trial => trial.Metrics?.Trades) ?? 0;
        return most < minimumTrades
            ? $"None of {trials.Count} trials has {minimumTrades} trades there; the most was {most}."
            : $"None of {trials.Count} trials could be rated there: {trials[0].Reason ?? "unknown"}.";
    }
}
