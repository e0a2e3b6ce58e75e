namespace Trad.Training.Jobs;

/// <summary>Where a finished job's time went, in milliseconds.</summary>
/// <param name="Total">From the request to the recorded end.</param>
/// <param name="Load">Reading, checking and pinning the candles.</param>
/// <param name="Fit">Fitting the model and proposing candidates.</param>
/// <param name="Backtest">Evaluating candidates, counting parallel chunks once.</param>
/// <param name="Storage">Reading and recording jobs and trials, as far as the work waited for it.</param>
/// <param name="Orchestration">Everything else: queueing, history, scheduling.</param>
public sealed record JobTimings(double Total, double Load, double Fit, double Backtest, double Storage, double Orchestration)
{
    /// <summary>Timings whose orchestration share is what the measured parts leave of the total.</summary>
    public static JobTimings Of(TimeSpan total, double load, double fit, double backtest, double storage) =>
        new(Rounded(total.TotalMilliseconds), Rounded(load), Rounded(fit), Rounded(backtest), Rounded(storage),
            Rounded(Math.Max(0, total.TotalMilliseconds - load - fit - backtest - storage)));

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 1);
}
