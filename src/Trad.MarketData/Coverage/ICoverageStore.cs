using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.MarketData.Coverage;

/// <summary>Where the coverage of stored months is kept.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ICoverageStore
{
    /// <summary>The coverage of a market's months, oldest first; empty when nothing was recorded.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<PartitionCoverage>> ListAsync(Market market, CancellationToken cancellationToken);

    /// <summary>Records the coverage of a month over what was recorded before.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task SaveAsync(Market market, PartitionCoverage coverage, CancellationToken cancellationToken);

    /// <summary>
    /// Records what was found by looking at a month, and leaves alone what others record of it: where its candles came from, and what was
    /// dropped and refused on the way.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task SaveQualityAsync(Market market, PartitionCoverage coverage, CancellationToken cancellationToken);

    /// <summary>Records where the candles of a month came from; it has to be looked at again.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task SaveSourceAsync(Market market, Month month, string source, CancellationToken cancellationToken);

    /// <summary>Forgets a month; nothing happens when nothing was recorded of it.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task RemoveAsync(Market market, Month month, CancellationToken cancellationToken);
}

/// <summary>One stored month and what is known of it.</summary>
/// <param name="Partition">What is stored.</param>
/// <param name="Coverage">What is known of it; null when it cannot be read.</param>
/// <param name="Damage">Why it cannot be read; null when it can.</param>
public sealed record CoveredMonth(CandlePartition Partition, PartitionCoverage? Coverage, string? Damage);
