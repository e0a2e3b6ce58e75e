using Trad.Functions.Backfills;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether the markets that are kept up to date are.</summary>
internal sealed class CandleHealthCheck(MarketFreshness freshness) : PatientHealthCheck
{
    /// <inheritdoc/>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var faults = (await freshness.MeasureAsync(cancellationToken)).Where(market => market.Behind > 0)
            .Select(lag => $"{lag.Market} is {(lag.HasCandles ? Describe(lag.Age) : "all of its candles")} behind").ToList();
        return faults.Count > 0 ? string.Join("; ", faults) : null;
    }

    private static string Describe(TimeSpan lag) =>
        lag.TotalDays >= 2 ? FormattableString.Invariant($"{lag.TotalDays:0} days")
        : lag.TotalHours >= 2 ? FormattableString.Invariant($"{lag.TotalHours:0} hours")
        : FormattableString.Invariant($"{lag.TotalMinutes:0} minutes");
}
