using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.LocalHost.Commands.Backfills;

/// <summary><c>backfill list</c>: the runs, the newest first.</summary>
internal sealed class BackfillListCommand : HostCommand
{
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many at most.",
        DefaultValueFactory = _ => 20,
        CustomParser = WholeNumber.Within("--limit", 1, 1000),
    };

    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public BackfillListCommand()
        : base("list", "List backfills, the newest first.") => AddOptions([_limit, _json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var runs = (await session.Client.Backfills.ListAsync(parsed.GetValue(_limit), null, cancellationToken)).Items;
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(runs);
        }
        else
        {
            TableDisplay.Show(
                Console.Out,
                ["Run", "Started (UTC)", "Market", "State", ">Done", ">New", "Error"],
                runs.Select(run => (IReadOnlyList<string>)
                [
                    run.Id,
                    run.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    $"{run.Exchange} {run.Symbol} {run.Interval}",
                    EnumNames.Format(run.State),
                    run.Progress?.Percent.ToString("0 \\%", CultureInfo.InvariantCulture) ?? "-",
                    run.Progress?.CandlesInserted.ToString("N0", CultureInfo.InvariantCulture) ?? "-",
                    run.Error ?? "",
                ]),
                "No backfills.");
        }

        return 0;
    }
}

/// <summary><c>backfill show</c> and <c>backfill cancel</c>: one run as it is now, or as it is once it has been told to stop.</summary>
internal sealed class BackfillRunCommand : HostCommand
{
    private readonly Argument<string> _run = new("run") { Description = "The run, as 'backfill list' names it." };
    private readonly JsonOption _json = new() { Description = "Print JSON." };
    private readonly bool _isCancelled;

    /// <summary>A command.</summary>
    /// <param name="isCancelled">Whether the run is told to stop.</param>
    public BackfillRunCommand(bool isCancelled)
        : base(isCancelled ? "cancel" : "show", isCancelled ? "Stop a backfill; what it has fetched stays." : "Show a backfill.")
    {
        _isCancelled = isCancelled;
        Add(_run);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_run)!;
        var run = await (_isCancelled
            ? session.Client.Backfills.CancelAsync(id, cancellationToken)
            : session.Client.Backfills.GetAsync(id, cancellationToken));
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(run);
            return 0;
        }

        Console.WriteLine($"{run.Exchange} {run.Symbol} {run.Interval}: {EnumNames.Format(run.State)}");
        if (run.State != BackfillStatus.Cancelled)
        {
            new BackfillDisplay(Console.Out).ShowResult(run);
        }

        return 0;
    }
}
