using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.LocalHost.Commands.Backfills;

/// <summary><c>backfill list</c>: the runs, the newest first.</summary>
internal sealed class BackfillListCommand : AnswerCommand<IReadOnlyList<BackfillState>>
{
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many at most.",
        DefaultValueFactory = _ => 20,
        CustomParser = WholeNumber.Within("--limit", 1, 1000),
    };

    public BackfillListCommand()
        : base("list", "List backfills, the newest first.") => AddOptions([_limit]);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<BackfillState>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        (await session.Client.Backfills.ListAsync(parsed.GetValue(_limit), null, cancellationToken)).Items;

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<BackfillState> runs) =>
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

/// <summary><c>backfill show</c> and <c>backfill cancel</c>: one run as it is now, or as it is once it has been told to stop.</summary>
internal sealed class BackfillRunCommand : AnswerCommand<BackfillState>
{
    private readonly Argument<string> _run = new("run") { Description = "The run, as 'backfill list' names it." };
    private readonly bool _isCancelled;

    /// <summary>A command.</summary>
    /// <param name="isCancelled">Whether the run is told to stop.</param>
    public BackfillRunCommand(bool isCancelled)
        : base(isCancelled ? "cancel" : "show", isCancelled ? "Stop a backfill; what it has fetched stays." : "Show a backfill.")
    {
        _isCancelled = isCancelled;
        Add(_run);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<BackfillState> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_run)!;
        return await (_isCancelled
            ? session.Client.Backfills.CancelAsync(id, cancellationToken)
            : session.Client.Backfills.GetAsync(id, cancellationToken));
    }

    /// <inheritdoc/>
    protected override void Show(BackfillState run)
    {
        Console.WriteLine($"{run.Exchange} {run.Symbol} {run.Interval}: {EnumNames.Format(run.State)}");
        if (run.State != BackfillStatus.Cancelled)
        {
            new BackfillDisplay(Console.Out).ShowResult(run);
        }
    }
}
