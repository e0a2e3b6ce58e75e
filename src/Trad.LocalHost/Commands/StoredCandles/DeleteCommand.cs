using System.CommandLine;
using Trad.Functions.Candles;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles delete</c>: removes a stored month, damaged or not, a range, or all of a market.</summary>
internal sealed class DeleteCommand : HostCommand
{
    private const string Unfinished = "unfinished";

    private readonly MarketOptions _market = new();
    private readonly Option<string?> _month = new("--month")
    {
        Description = "The month, as in 2025-06, or all, or unfinished for an import that cannot be read and keeps others out.",
    };

    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("default: the first that is stored");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("default: behind the last that is stored");

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would go, and delete nothing." };
    private readonly YesOption _yes = new();

    public DeleteCommand()
        : base("delete", "Delete a stored month of a market, which may be damaged, or a range; it can be undone for ten minutes.")
    {
        Aliases.Add("drop");
        _market.AddTo(this);
        AddOptions([_month, _from, _to, _dryRun, _yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        var (month, from, to) = (parsed.GetValue(_month), parsed.GetValue(_from), parsed.GetValue(_to));
        if (month is null && from is null && to is null)
        {
            throw new StartException("Say what is to be deleted: --month 2025-06, --month all, or --from and --to.");
        }

        var isDryRun = parsed.GetValue(_dryRun);
        if (!isDryRun && _yes.Asks(parsed, $"the candles of {exchange} {symbol} {interval} are to go"))
        {
            // What cannot be read cannot be counted.
            var preview = month == Unfinished
                ? null
                : await session.Client.Candles.DeleteAsync(
                    exchange, symbol, interval, month, from, to, isDryRun: true, cancellationToken);
            if (!YesOption.IsAgreed(Question(preview, $"{exchange} {symbol} {interval}")))
            {
                return 1;
            }
        }

        var deleted = await session.Client.Candles.DeleteAsync(
            exchange, symbol, interval, month, from, to, isDryRun, cancellationToken);
        foreach (var line in Lines(deleted))
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    private static string Question(CandleDrop? preview, string market) => preview is null
        ? $"Delete what is unfinished of {market}, for good?"
        : $"Delete {preview.Removed:N0} candles of {market}, in {string.Join(", ", preview.Months)}? {Returns(preview)}";

    private static string Returns(CandleDrop preview) =>
        (preview.UndoableUntil is { } until ? $"It can be undone until {until.UtcDateTime:HH:mm}Z." : "")
        + (preview.Damaged.Count == 0 ? "" : $" Damaged are {string.Join(", ", preview.Damaged)}, which would be gone for good.");

    private static IEnumerable<string> Lines(CandleDrop deleted)
    {
        var parts = deleted.Unfinished ? deleted.Months.Append("what was unfinished") : deleted.Months;
        yield return (deleted.DryRun ? "Would be deleted" : "Deleted")
            + $" of {deleted.Exchange} {deleted.Symbol} {deleted.Interval}: {deleted.Removed:N0} candles, in "
            + string.Join(", ", parts);
        if (deleted.Damaged.Count > 0)
        {
            yield return $"Damaged, and {(deleted.DryRun ? "to be " : "")}gone for good: {string.Join(", ", deleted.Damaged)}";
        }

        if (deleted.DryRun)
        {
            yield return "Nothing was deleted; without --dry-run it is.";
        }

        if (deleted is { Id: { } id, UndoableUntil: { } until })
        {
            yield return $"Until {until.UtcDateTime:yyyy-MM-dd HH:mm}Z 'candles undo {id}' brings them back.";
        }
    }
}
