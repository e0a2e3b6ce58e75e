namespace Trad.Candles.Stores;

/// <summary>Where the coverage of stored months is kept.</summary>
public interface ICoverageStore
{
    /// <summary>The coverage of a market's months, oldest first; empty when nothing was recorded.</summary>
    Task<IReadOnlyList<PartitionCoverage>> ListAsync(Market market, CancellationToken cancellationToken);

    /// <summary>Records the coverage of a month over what was recorded before.</summary>
    Task SaveAsync(Market market, PartitionCoverage coverage, CancellationToken cancellationToken);
}
