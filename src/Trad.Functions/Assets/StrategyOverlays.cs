using BitFaster.Caching;
using BitFaster.Caching.Lru;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Assets;

/// <summary>
/// The overlays that were asked for last, so that zooming through one computes it once while its candles stay what they are.
/// </summary>
/// <param name="candles">Where the candles are read.</param>
/// <param name="computation">Asks the strategies for signals, for as long as they may take.</param>
public sealed class StrategyOverlays(ICandleReader candles, WatchedComputation computation)
{
    // An overlay of 18 months of five-minute candles takes about ten megabytes.
    private const int Kept = 4;

    private readonly IAsyncCache<(string Asset, string Symbol, string Versions), StrategyOverlay> _overlays =
        new ConcurrentLruBuilder<(string Asset, string Symbol, string Versions), StrategyOverlay>()
            .AsAsyncCache()
            .WithAtomicGetOrAdd()
            .WithCapacity(Kept)
            .Build();

    /// <summary>The candles that an asset was measured on, in sample and hold-out.</summary>
    public static TimeRange RangeOf(TrainedAsset asset) => TimeRange.Between(asset.Split.InSample.From, asset.DataEnd);

    /// <summary>What the asset's strategy sees in the candles of a symbol.</summary>
    /// <exception cref="TrainingException">No candles of the range are stored, or this version knows no such strategy.</exception>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version, or it breaks.</exception>
    /// <exception cref="BacktestOverrunException">The strategy gives no signals in the time that it has.</exception>
    /// <exception cref="CandleStoreException">The stored candles cannot be read.</exception>
    public async Task<StrategyOverlay> ReadAsync(TrainedAsset asset, string symbol, CancellationToken cancellationToken)
    {
        var interval = Interval.Parse(asset.Market.Interval);
        var market = new Market(asset.Market.Exchange, symbol, interval);
        var strategy = RequestedStrategy.Get(asset.Request);
        var warmUp = strategy.WarmUp(TrialBacktest.Parameters(strategy, asset.Parameters));
        var counted = RangeOf(asset);
        var range = new TimeRange(counted.Start - (warmUp * interval.Milliseconds), counted.End);
        var partitions = await candles.ListPartitionsAsync(market, cancellationToken);
        var versions = string.Join(
            ' ', partitions.Where(partition => !partition.Range.Intersect(range).IsEmpty).Select(partition => partition.Version));
        return await _overlays.GetOrAddAsync(
            (asset.Id, symbol, versions), _ => Task.Run(() => MakeAsync(asset, market, range), CancellationToken.None))
            .AsTask().WaitAsync(cancellationToken);
    }

    private async Task<StrategyOverlay> MakeAsync(TrainedAsset asset, Market market, TimeRange range)
    {
        var series = await candles.ReadAsync(market, range, CancellationToken.None);
        return series.Count == 0
            ? throw new TrainingException($"No candles of {market} are stored in the range of the asset.")
            : await computation.RunAsync(
                () => new StrategyOverlay(asset.Request, asset.Parameters, series), asset.Request, CancellationToken.None);
    }
}
