using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.Backfills;

namespace Trad.MarketData.History;

/// <summary>Gives those who change stored candles the identity under which it is recorded.</summary>
public sealed class CandleRuns(IOptions<CandleUndoOptions> options, TimeProvider clock)
{
    /// <summary>The longest time for which a run can be undone.</summary>
    public TimeSpan Longest => Long > Short ? Long : Short;

    private TimeSpan Long => TimeSpan.FromDays(options.Value.ImportDays);

    private TimeSpan Short => TimeSpan.FromMinutes(options.Value.DeleteMinutes);

    /// <summary>An import of a file; the name is null when it has none.</summary>
    public CandleRun Import(Market market, string? fileName) => New(CandleRunKind.Import, market, Long) with { FileName = fileName };

    /// <summary>A deletion.</summary>
    public CandleRun Delete(Market market) => New(CandleRunKind.Delete, market, Short);

    /// <summary>An undoing of another run.</summary>
    public CandleRun Undo(Market market, string undone) => New(CandleRunKind.Undo, market, Short) with { Undoes = undone };

    /// <summary>A backfill, under the identity that it has. The timer's cannot be undone: it would fetch the same again at once.</summary>
    public CandleRun Backfill(BackfillRun run) => run.Trigger switch
    {
        BackfillTrigger.Timer => new CandleRun(run.Id, nameof(CandleRunKind.Timer), TimeSpan.Zero),
        BackfillTrigger.Repair => new CandleRun(run.Id, nameof(CandleRunKind.Repair), Long),
        _ => new CandleRun(run.Id, nameof(CandleRunKind.Backfill), Long),
    };

    private CandleRun New(CandleRunKind kind, Market market, TimeSpan undoableFor)
    {
        // Two of one market may begin in one millisecond.
        var own = string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow().ToUnixTimeMilliseconds():x12}{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        var name = kind.ToString().ToLowerInvariant();
        return new CandleRun($"{name}-{market.Exchange}-{market.Symbol}-{market.Interval.PathCode}.{own}", kind.ToString(), undoableFor);
    }
}
