using System.ComponentModel.DataAnnotations;

namespace Trad.Functions.Backfills;

/// <summary>What the timer keeps up to date; settings under <c>Trad:Backfill</c>.</summary>
public sealed class BackfillOptions
{
    /// <summary>
    /// The markets, each as <c>exchange/symbol/interval</c>, for example <c>binance/BTCUSDT/5m</c>. <value>By default there are
    /// none.</value>
    /// </summary>
    public IList<string> Markets { get; } = [];

    /// <summary>How many days back the timer wants candles. <value>The default is 90.</value></summary>
    [Range(1, 3650)]
    public int Days { get; set; } = 90;

    /// <summary>How many days the summaries of backfill runs are kept. <value>The default is 30.</value></summary>
    [Range(1, 3650)]
    public int KeepRunsDays { get; set; } = 30;
}
