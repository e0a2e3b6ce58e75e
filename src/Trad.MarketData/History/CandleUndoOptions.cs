using System.ComponentModel.DataAnnotations;

namespace Trad.MarketData.History;

/// <summary>How long changes of stored candles can be undone; settings under <c>Trad:Undo</c>.</summary>
public sealed class CandleUndoOptions
{
    /// <summary>
    /// How many days an import, a backfill or a repair can be undone, for which what it replaced is kept. <value>The default is 7.</value>
    /// </summary>
    [Range(1, 365, ErrorMessage = "Trad:Undo:ImportDays must lie between 1 and 365.")]
    public int ImportDays { get; set; } = 7;

    /// <summary>
    /// How many minutes a deletion, or an undoing, can be undone, for which what was deleted is kept. <value>The default is 10.</value>
    /// </summary>
    [Range(1, 10_080, ErrorMessage = "Trad:Undo:DeleteMinutes must lie between 1 and 10080.")]
    public int DeleteMinutes { get; set; } = 10;
}
