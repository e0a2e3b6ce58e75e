using BitFaster.Caching;
using BitFaster.Caching.Lru;
using Trad.Candles.Stores;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Assets;

/// <summary>
/// The backtests of the best trials that were asked for last. One is made once for all who ask for it, however many watch a job,
/// and not in a request's place: who goes away in the middle ends the waiting and not the backtest.
/// </summary>
/// <param name="data">The candles of jobs.</param>
/// <param name="computation">Runs the backtests, for as long as they may take.</param>
public sealed class BestTrialReports(TrainingDataSource data, WatchedComputation computation)
{
    private const int Kept = 64;
    private const int Points = 1000;

    private readonly IAsyncCache<(string Job, int Attempt, int Trial), BestTrialReport> _reports =
        new ConcurrentLruBuilder<(string Job, int Attempt, int Trial), BestTrialReport>()
            .AsAsyncCache()
            .WithAtomicGetOrAdd()
            .WithCapacity(Kept)
            .Build();

    /// <summary>The backtest of a trial of a job whose candles are pinned, in sample only.</summary>
    /// <exception cref="TrainingException">The stored candles are no longer those that the job pinned.</exception>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version, or it breaks.</exception>
    /// <exception cref="BacktestOverrunException">The strategy gives no signals in the time that it has.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<BestTrialReport> OfAsync(TrainingJob job, BestTrial best, CancellationToken cancellationToken) =>
        await _reports.GetOrAddAsync((job.Id, job.Attempt, best.Trial), _ => Task.Run(() => MakeAsync(job, best), CancellationToken.None))
            .AsTask().WaitAsync(cancellationToken);

    private async Task<BestTrialReport> MakeAsync(TrainingJob job, BestTrial best)
    {
        var candles = await data.LoadAllAsync(job.Snapshots, CancellationToken.None);
        var evidence = await computation.RunAsync(
            () => EvidenceBuilder.Build(job.Request, best.Parameters, [.. candles.Select(each => each.WithoutHoldOut())]),
            job.Request, CancellationToken.None);
        return new BestTrialReport(
            best.Trial, best.Score, best.Parameters, evidence.InSample, new EquityPoints(EquityCurve.Thin(evidence.Equity, Points)),
            evidence.Trades.Count)
        {
            GapProfit = evidence.GapProfit?.InSample,
        };
    }
}
