using BitFaster.Caching.Lru;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Simulation;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Validation.LookAhead;

namespace Trad.Functions.Strategies;

/// <summary>Checks strategies on stored or generated candles, and keeps what it found while the candles stay what they are.</summary>
/// <param name="candles">Where the candles are read.</param>
/// <param name="computation">Asks the strategies for signals, for as long as they may take.</param>
public sealed class StrategyChecks(ICandleReader candles, WatchedComputation computation)
{
    private const int Days = 60;
    private const int GeneratedSeed = 42;
    private const string GeneratedSymbol = "BTCUSDT";
    private const int MostKept = 256;

    private readonly ConcurrentLru<(string Strategy, string Hash, string Candles), CheckedStrategy> _known = new(MostKept);

    /// <summary>What the check of a strategy finds on the last 60 days of a market; null when nothing is stored of it.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="hash">Tells the versions of a strategy apart.</param>
    /// <param name="market">The market; null for generated candles.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CandleStoreException">The stored candles cannot be read.</exception>
    /// <exception cref="BacktestOverrunException">The strategy gives no signals in the time that it has.</exception>
    public async Task<CheckedStrategy?> CheckAsync(
        IStrategy strategy, string hash, Market? market, CancellationToken cancellationToken)
    {
        var checkedMarket = market ?? new Market(Market.SimulatedExchange, GeneratedSymbol, Interval.FiveMinutes);
        var (range, version) = (Generated, "generated");
        if (market is not null)
        {
            var partitions = await candles.ListPartitionsAsync(market, cancellationToken);
            if (partitions.Count == 0)
            {
                return null;
            }

            var end = market.Interval.CloseOf(partitions.Max(partition => partition.LastOpenTime));
            range = new TimeRange(end - (long)TimeSpan.FromDays(Days).TotalMilliseconds, end);
            version = string.Join(
                ' ', partitions.Where(partition => !partition.Range.Intersect(range).IsEmpty).Select(partition => partition.Version));
        }

        var key = (strategy.Name, hash, $"{checkedMarket} {version}");
        if (_known.TryGet(key, out var known))
        {
            return known;
        }

        if (computation.FindRefusal(strategy.Name) is { } stuck)
        {
            throw new BacktestOverrunException(stuck);
        }

        var series = market is null
            ? new GeneratedMarket(GeneratedSeed).Read(GeneratedSymbol, Interval.FiveMinutes, range)
            : await candles.ReadAsync(market, range, cancellationToken);
        var report = await computation.RunAsync(
            () => StrategyCheck.Run(strategy, Sets(strategy), series, cancellationToken), null, cancellationToken);
        var found = new CheckedStrategy(
            report, checkedMarket.Exchange, checkedMarket.Symbol, checkedMarket.Interval.Code, series.Range.StartTime,
            series.Range.EndTime);
        _known.AddOrUpdate(key, found);
        return found;
    }

    private static TimeRange Generated =>
        TimeRange.Between(SimulatedExchangeOptions.DefaultNow.AddDays(-Days), SimulatedExchangeOptions.DefaultNow);

    private static IReadOnlyList<StrategyParameters> Sets(IStrategy strategy) =>
        CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())
            ?? throw new InvalidOperationException($"The strategy '{strategy.Name}' has no search space."));
}
