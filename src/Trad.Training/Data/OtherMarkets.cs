using System.Security.Cryptography;
using System.Text;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Optimization.Randomness;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>Symbols that a job was not trained on, with candles of the same exchange and interval over the same days.</summary>
/// <param name="store">What is stored.</param>
/// <param name="source">Reads candles as a job's own.</param>
public sealed class OtherMarkets(ICandleStore store, TrainingDataSource source)
{
    private const int DrawKey = 0x0751;

    // Of very many symbols so many are looked at for each that is wanted: looking takes a request to the storage.
    private const int LooksPerSymbol = 4;

    // A symbol that was not traded for half of the days says something about other days.
    private const double SmallestShare = 0.5;

    /// <summary>
    /// The symbols that cover at least half of the days in sample, in the versions in which they are stored now. Of more than are wanted
    /// a sample is drawn by the job's seed: neither the alphabet nor the length of a history shall choose.
    /// </summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="inSample">The days that the search saw.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>At most as many as the request wants, by name; empty when it wants none.</returns>
    public async Task<IReadOnlyList<PinnedMarket>> FindAsync(
        TrainingRequest request, Period inSample, long seed, CancellationToken cancellationToken)
    {
        var most = request.ValidationOrDefault.OtherSymbolsOrDefault;
        if (most == 0)
        {
            return [];
        }

        var interval = Interval.Parse(request.Interval!);
        var symbols = (await store.ListMarketsAsync(cancellationToken))
            .Where(market => market.Exchange == request.Exchange && market.Interval == interval)
            .Select(market => market.Symbol)
            .Except(request.AllSymbols, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Draw(symbols, seed);
        var range = TimeRange.Between(inSample.From, inSample.To);
        var fewest = range.CountCandles(interval) * SmallestShare;
        var found = new List<PinnedMarket>(most);
        foreach (var symbol in symbols.Take(most * LooksPerSymbol))
        {
            if (found.Count == most)
            {
                break;
            }

            IReadOnlyList<CandlePartition> partitions;
            try
            {
                partitions = await store.ListPartitionsAsync(new Market(request.Exchange!, symbol, interval), cancellationToken);
            }
            catch (CandleStoreException)
            {
                // Damage of another symbol is no reason to know less about this one; its coverage tells of it.
                continue;
            }

            if (StoredExtent.Measure(partitions, range, interval).AtLeast >= fewest)
            {
                found.Add(new PinnedMarket(symbol, VersionOf(partitions, SelectionOf(request, symbol, inSample), range)));
            }
        }

        return [.. found.OrderBy(market => market.Symbol, StringComparer.Ordinal)];
    }

    /// <summary>The candles of a symbol that was found, over the days in sample, with what warms the strategy up before them.</summary>
    /// <param name="request">The job's request, complete.</param>
    /// <param name="inSample">The days that the search saw.</param>
    /// <param name="market">The symbol.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">
    /// They are no longer those that were found, too few can be traded on, or candles are missing and the gap policy is to fail.
    /// </exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<TrainingData> ReadAsync(
        TrainingRequest request, Period inSample, PinnedMarket market, CancellationToken cancellationToken)
    {
        var selection = SelectionOf(request, market.Symbol, inSample);
        var range = TimeRange.Between(inSample.From, inSample.To);
        var stored = await store.ListPartitionsAsync(selection.Market, cancellationToken);
        if (VersionOf(stored, selection, range) != market.Version)
        {
            throw Changed(selection.Market);
        }

        var symbol = await source.ReadAsync(selection, stored, range, cancellationToken);
        if (VersionOf(symbol.Partitions, selection, range) != market.Version)
        {
            throw Changed(selection.Market);
        }

        var tradable = symbol.CountTradable(symbol.Candles.Count);
        if (tradable < SymbolCandles.FewestTradingCandles)
        {
            throw new TrainingException(
                $"Only {tradable} candles of {selection.Market} can be traded on over these days; it takes {SymbolCandles.FewestTradingCandles}.");
        }

        var readRange = TrainingRange.WithWarmUp(range, selection);
        var snapshot = new DataSnapshot(
            selection.Market.Exchange,
            selection.Market.Symbol,
            selection.Market.Interval,
            DateTimeOffset.FromUnixTimeMilliseconds(symbol.Candles.OpenTime[symbol.First]),
            range.EndTime,
            DateTimeOffset.FromUnixTimeMilliseconds(stored.Max(partition => partition.LastOpenTime)),
            symbol.Candles.Count - symbol.First,
            readRange.StartTime,
            symbol.First,
            symbol.TradeFrom,
            DataFingerprint.Compute(selection.Market, symbol.Candles),
            PartitionVersions.Collect(stored, readRange, finer: null))
        {
            GapPolicy = selection.GapPolicy,
            LongestGapHours = selection.LongestGap.TotalHours,
        };
        return TrainingData.Create(snapshot, symbol.Candles);
    }

    private static void Draw(string[] symbols, long seed)
    {
        var stream = new RandomStream((ulong)seed, DrawKey);
        for (var i = symbols.Length - 1; i > 0; i--)
        {
            var other = stream.NextIndex(i + 1);
            (symbols[i], symbols[other]) = (symbols[other], symbols[i]);
        }
    }

    // Finer candles are not looked for: they would have to be found and pinned for every symbol, and the stop counts without them.
    private static DataSelection SelectionOf(TrainingRequest request, string symbol, Period inSample) =>
        DataSelection.FromRequest(request with { Symbol = symbol, Symbols = null, IntrabarPath = false })[0] with
        {
            From = inSample.From,
            To = inSample.To,
            Lookback = null,
        };

    private static string VersionOf(IReadOnlyList<CandlePartition> partitions, DataSelection selection, TimeRange range)
    {
        var versions = PartitionVersions.Collect(partitions, TrainingRange.WithWarmUp(range, selection), finer: null);
        var lines = versions.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => $"{version.Key} {version.Value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static TrainingException Changed(Market market) => new($"The stored candles of {market} changed while the job ran.");
}
