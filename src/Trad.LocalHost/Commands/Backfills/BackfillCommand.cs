using System.CommandLine;
using Trad.Functions.Backfills;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.MarketData.Backfills;

namespace Trad.LocalHost.Commands.Backfills;

/// <summary><c>backfill</c>: fetches what is missing of a range from the exchange; below it, the runs.</summary>
internal sealed class BackfillCommand : HostCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly MarketOptions _market = new();
    private readonly Option<int?> _days = RangeOptions.Days($"default {BackfillRequest.DefaultDays}");
    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("default: as --days says");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("default: now");

    private readonly Option<bool> _repair = new("--repair")
    {
        Description = "Also ask again for gaps that were taken for the exchange's own, and fetch months anew that cannot be read, "
            + $"of the range alone: without one of the last {BackfillRequest.DefaultDays} days.",
    };

    public BackfillCommand()
        : base("backfill", "Fetch the candles that are missing from the exchange.")
    {
        _market.AddTo(this);
        AddOptions([_days, _from, _to, _repair]);
        Add(new BackfillListCommand());
        Add(new BackfillRunCommand(isCancelled: false));
        Add(new BackfillRunCommand(isCancelled: true));
        Add(new BackfillDeleteCommand());
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        var request = new BackfillRequest
        {
            Exchange = exchange,
            Symbol = symbol,
            Interval = interval,
            Days = parsed.GetValue(_days),
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
        };
        var started = await (parsed.GetValue(_repair)
            ? session.Client.Backfills.RepairAsync(request, cancellationToken)
            : session.Client.Backfills.StartAsync(request, cancellationToken));
        var run = await session.Client.Backfills.GetAsync(started.Id, cancellationToken);
        var display = new BackfillDisplay(Console.Out);
        await display.FollowAsync(run, async show =>
        {
            while (run.EndedAt is null)
            {
                await Task.Delay(PollInterval, cancellationToken);
                run = await session.Client.Backfills.GetAsync(run.Id, cancellationToken);
                show(run);
            }
        });
        display.ShowResult(run);
        return run.State == BackfillStatus.Completed ? 0 : 1;
    }
}
