using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Quality;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;
using Trad.MarketData.Exchanges;
using Trad.MarketData.History;

namespace Trad.MarketData.Backfills;

/// <summary>
/// Fetches what is missing from exchanges and archives into the store. Every step can be repeated at any time, also by two at
/// once: what is stored is not fetched again, and stores are merges.
/// </summary>
public sealed class CandleBackfill(
    ICandleStore store, ICandleHistory history, ICoverageStore coverage, ExchangeConnections exchanges)
{
    // A gap this near to the exchange's clock may still be filled by the exchange, so it is not yet taken for its own.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>Plans the steps for a range from what is stored.</summary>
    /// <param name="market">The market.</param>
    /// <param name="range">The candles wanted.</param>
    /// <param name="isRepair">
    /// Whether gaps that were taken for the exchange's own are asked for again, and months that cannot be read are fetched anew.
    /// </param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="ExchangeException">The exchange does not answer.</exception>
    /// <exception cref="CandleStoreException">A stored month cannot be read, and it is no repair.</exception>
    public async Task<IReadOnlyList<BackfillStep>> PlanAsync(
        Market market, TimeRange range, bool isRepair, CancellationToken cancellationToken)
    {
        var now = await exchanges.Open(market.Exchange).GetTimeAsync(cancellationToken);
        var hasArchive = exchanges.OpenArchive(market.Exchange) is not null;
        var uncertain = ImportEnds.Find(await history.ListChangesAsync(market, cancellationToken), market.Interval);
        if (!isRepair)
        {
            var known = await coverage.ListAsync(market, cancellationToken);
            return BackfillPlanner.Plan(
                market.Interval, range, now, await store.ListPartitionsAsync(market, cancellationToken), known, uncertain,
                hasArchive);
        }

        // Of a damaged month nothing is left, so the whole of it is wanted, whatever part was asked for.
        var (sound, damaged) = await InspectAsync(market, range, cancellationToken);
        var wanted = damaged.Select(month => month.Range).Append(range);
        IReadOnlyList<BackfillStep> steps =
        [
            .. wanted.SelectMany(part => BackfillPlanner.Plan(market.Interval, part, now, sound, [], uncertain, hasArchive))
                .DistinctBy(step => step.Month)
                .OrderByDescending(step => step.Month)
                .Select(step => step with { IsRepair = true }),
        ];
        if (steps.Count == 0)
        {
            // Everything that is wanted is there: what cannot be read beside it keeps others from being stored, and nothing else.
            await store.DropDamagedCommitAsync(market, cancellationToken);
        }

        return steps;
    }

    /// <summary>Carries out one step, and records the month's coverage.</summary>
    /// <exception cref="ExchangeException">
    /// The exchange does not answer as it should; the message names the market and the month, and the store is as it was.
    /// </exception>
    /// <exception cref="CandleStoreException">The stored month cannot be read; the store is as it was.</exception>
    public Task<BackfillStepResult> RunAsync(Market market, BackfillStep step, CancellationToken cancellationToken) =>
        RunAsync(market, step, null, cancellationToken);

    /// <summary>The same, and records what it changes as a run's.</summary>
    /// <exception cref="ExchangeException">
    /// The exchange does not answer as it should; the message names the market and the month, and the store is as it was.
    /// </exception>
    /// <exception cref="CandleStoreException">The stored month cannot be read; the store is as it was.</exception>
    public async Task<BackfillStepResult> RunAsync(
        Market market, BackfillStep step, CandleRun? run, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(market, step, run, cancellationToken);
        }
        catch (ExchangeBannedException banned)
        {
            throw new ExchangeBannedException($"{market} {step.Month}", banned);
        }
        catch (ExchangeException failed)
        {
            throw new ExchangeException($"{market} {step.Month}", failed);
        }
    }

    private async Task<BackfillStepResult> FetchAsync(
        Market market, BackfillStep step, CandleRun? run, CancellationToken cancellationToken)
    {
        var known = (await coverage.ListAsync(market, cancellationToken)).FirstOrDefault(each => each.Month == step.Month);
        var ownGaps = known?.OwnGaps ?? [];
        if (step.IsRepair)
        {
            ownGaps = CandleGaps.Except(ownGaps, [step.Range]);
        }

        var fetch = new MonthFetch(market, exchanges.Open(market.Exchange), exchanges.OpenArchive(market.Exchange));
        var (missing, asked, damage) = await FindMissingAsync(market, step, ownGaps, cancellationToken);
        if (asked.Count == 0)
        {
            await SettleAsync(market, step, known, cancellationToken);
            return new BackfillStepResult(step.Month, MonthFetch.Stored, 0, 0, 0, 0, 0, 0, []);
        }

        if (step.FromArchive)
        {
            await fetch.FromArchiveAsync(step.Month, step.Range, cancellationToken);
        }

        // What the archive did not bring is asked for over REST; what REST did not bring is asked for once more.
        await fetch.FromRestAsync(fetch.StillMissing(asked), cancellationToken);
        await fetch.FromRestAsync(fetch.StillMissing(missing), cancellationToken);

        if (fetch.Candles is { Count: > 0 } fetched)
        {
            await fetch.ConfirmPricesAsync(await ReadAroundAsync(market, fetched, cancellationToken), cancellationToken);
        }

        // The last question to the exchange comes before the store is changed: were it banned in between, the month would be
        // stored and nobody would count or judge it.
        var now = await exchanges.Open(market.Exchange).GetTimeAsync(cancellationToken);
        if (damage is not null)
        {
            // Not before there is something to put in its place.
            if (fetch.Candles.Count == 0)
            {
                throw new CandleStoreException(
                    $"{damage.Message} The exchange has nothing to put in its place; it can be dropped (DELETE /api/candles).", damage);
            }

            await store.DropPartitionAsync(market, step.Month, cancellationToken);
        }

        if (step.IsRepair && fetch.Candles.Count > 0)
        {
            await store.DropDamagedCommitAsync(market, cancellationToken);
        }

        var merge = await store.MergeAsync(market, fetch.Candles, run, cancellationToken);
        var settled = new TimeRange(long.MinValue, (now - Settled).ToUnixTimeMilliseconds());

        // What is missing up to the newest candle may be the exchange's future: its clock runs ahead, or it is down just now.
        var partitions = await store.ListPartitionsAsync(market, cancellationToken);
        var newest = partitions.Select(each => each.LastOpenTime).DefaultIfEmpty(long.MinValue).Max();
        var gone = fetch.StillMissing(missing).Where(gap => gap.End <= settled.End && gap.End <= newest).ToList();
        var partition = partitions.FirstOrDefault(each => each.Range == step.Month.Range);

        // A month that was not stored before holds what was fetched; it need not be read again to be judged.
        var candles = merge.Inserted == partition?.Rows && merge.Inserted == fetch.Candles.Count
            ? fetch.Candles
            : await store.ReadAsync(market, step.Month.Range, cancellationToken);
        var over = step.Month.Range.Intersect(new TimeRange(long.MinValue, market.Interval.OpenOf(now.ToUnixTimeMilliseconds())));
        var record = new PartitionCoverage(
            step.Month,
            partition?.Version ?? "",
            CandleQuality.Measure(candles, over),
            [.. ownGaps.Concat(gone).OrderBy(gap => gap.Start)],
            (known?.DuplicatesDropped ?? 0) + fetch.DuplicatesDropped,
            CountRefused(known, fetch),
            fetch.Source,
            fetch.Checksum ?? known?.Checksum)
        {
            Settled = Settle(known?.Settled ?? [], step.Uncertain),
        };
        await coverage.SaveAsync(market, record, cancellationToken);
        return new BackfillStepResult(
            step.Month, fetch.Source, fetch.Candles.Count, merge.Inserted, merge.Replaced, fetch.DuplicatesDropped, fetch.Refused.Count,
            gone.Sum(gap => gap.CountCandles(market.Interval)),
            [
                .. fetch.Notes, .. BackfillNotes.Replaced(step.Month, merge.Replaced), .. BackfillNotes.Amounts(step.Month, fetch.Candles),
                .. fetch.Refused.Take(10).Select(each => each.Description),
            ]);
    }

    // Candles that are not there any more are not uncertain either.
    private async Task SettleAsync(
        Market market, BackfillStep step, PartitionCoverage? known, CancellationToken cancellationToken)
    {
        if (step.Uncertain.Count > 0)
        {
            known ??= PartitionCoverage.Unknown(step.Month);
            await coverage.SaveAsync(market, known with { Settled = Settle(known.Settled, step.Uncertain) }, cancellationToken);
        }
    }

    private static IReadOnlyList<UncertainCandle> Settle(IReadOnlyList<UncertainCandle> before, IReadOnlyList<UncertainCandle> asked) =>
    [
        .. before.Concat(asked)
            .GroupBy(candle => candle.OpenTime)
            .Select(same => same.MaxBy(candle => candle.Since)!)
            .OrderBy(candle => candle.OpenTime),
    ];

    // Neighbours that cannot be read are none: what is fetched may be what takes their place.
    private async Task<CandleSeries> ReadAroundAsync(Market market, CandleSeries fetched, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(market, FetchedPrices.Around(fetched), cancellationToken);
        }
        catch (CandleStoreException)
        {
            return CandleSeries.Empty(market.Interval);
        }
    }

    // What is missing, and what is asked for: that, and the stored candles right before it.
    private async Task<(IReadOnlyList<TimeRange> Missing, IReadOnlyList<TimeRange> Asked, CandleStoreException? Damage)> FindMissingAsync(
        Market market, BackfillStep step, IReadOnlyList<TimeRange> ownGaps, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.ReadAsync(market, step.Range, cancellationToken);
            var missing = CandleGaps.Except(CandleGaps.Find(stored.OpenTime, market.Interval, step.Range), ownGaps);
            return (missing, AskedSpans.Find(missing, stored, step), null);
        }
        catch (CandleStoreException damage) when (step.IsRepair)
        {
            return ([step.Range], [step.Range], damage);
        }
    }

    // Reads every month of the range to the end: what a partition says of itself does not tell whether it can be read.
    private async Task<(IReadOnlyList<CandlePartition> Sound, IReadOnlyList<Month> Damaged)> InspectAsync(
        Market market, TimeRange range, CancellationToken cancellationToken)
    {
        var (sound, damaged) = (new List<CandlePartition>(), new List<Month>());
        foreach (var partition in await store.ListWithDamagedAsync(market, cancellationToken))
        {
            try
            {
                if (!partition.Range.Intersect(range).IsEmpty)
                {
                    await store.ReadPartitionAsync(market, partition, cancellationToken);
                }

                sound.Add(partition);
            }
            catch (CandleStoreException)
            {
                damaged.Add(new Month(partition.Year, partition.Month));
            }
        }

        return (sound, damaged);
    }

    private static Dictionary<CandleDefect, int> CountRefused(PartitionCoverage? known, MonthFetch fetch)
    {
        var counts = new Dictionary<CandleDefect, int>(known?.RefusedBy ?? new Dictionary<CandleDefect, int>());
        foreach (var refused in fetch.Refused)
        {
            counts[refused.Defect] = counts.GetValueOrDefault(refused.Defect) + 1;
        }

        return counts;
    }
}
