using System.CommandLine;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary>
/// <c>strategies check</c>: whether a strategy looks ahead, or declares too short a warm-up; exit code 1 when it does or nothing can be
/// said.
/// </summary>
internal sealed class StrategyCheckCommand : HostCommand
{
    private readonly Argument<string> _name = new("name")
    {
        Description = $"The strategy: one of {StrategyCatalog.Names}, or one of your own, {StrategyReference.Allowed}; or a file with a document of rules.",
    };
    private readonly Option<string?> _exchange = new("--exchange")
    {
        Description = "Exchange of the candles (default: generated candles).",
    };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Their symbol." };
    private readonly Option<string?> _interval = new("--interval") { Description = $"Their interval. {WordOption.Intervals}" };
    private readonly Option<int?> _signals = new("--signals")
    {
        Description = $"Of a file: tell the signals on so many of the newest candles, at most {RuleChecks.MostTold}.",
        HelpName = "candles",
    };
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public StrategyCheckCommand()
        : base("check", "Check that a strategy does not look ahead and that its warm-up is enough; of a file, what is wrong with its rules.")
    {
        Add(_name);
        AddOptions([_exchange, _symbol, _interval, _signals, _json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var strategy = RuleFile.IsPath(name) ? null : StrategyReference.Find(name);
        if (await IsFileAsync(name, strategy, session, cancellationToken))
        {
            return await CheckAsync(new FileInfo(name), parsed, session, cancellationToken);
        }

        if (strategy is null)
        {
            throw new StartException($"The strategy cannot be '{name}'; allowed is {StrategyReference.Allowed}, or a file that exists.");
        }

        var found = await session.Client.Catalogs.CheckStrategyAsync(
            strategy.Name, strategy.Version, parsed.GetValue(_exchange), parsed.GetValue(_symbol), parsed.GetValue(_interval),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(found);
        }
        else
        {
            Show(found);
        }

        return found.Report.Passed ? 0 : 1;
    }

    // A file or folder may lie there by chance that is called as a strategy is: a plain name is that of the strategy where there is one.
    private static async Task<bool> IsFileAsync(
        string name, StrategyReference? strategy, HostSession session, CancellationToken cancellationToken)
    {
        var isThere = File.Exists(name);
        if (strategy is not null && (isThere || Directory.Exists(name)))
        {
            if (await session.Client.Strategies.FindAsync(strategy.Name, null, cancellationToken) is not null)
            {
                Console.Error.WriteLine(
                    $"'{name}' is a strategy and {(isThere ? "a file" : "a folder")} here; checking the strategy. Write ./{name} for the other.");
                return false;
            }

            return isThere ? true : throw new StartException(
                $"{name}: is a folder, and there is no strategy of that name; a strategy, or a file with a document of rules, is needed.");
        }

        return isThere || (RuleFile.IsPath(name) ? throw RuleFile.Missing(name) : false);
    }

    private async Task<int> CheckAsync(FileInfo file, ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var found = await session.Client.Strategies.CheckAsync(
            await RuleFile.ReadAsync(file, cancellationToken), parsed.GetValue(_exchange), parsed.GetValue(_symbol),
            parsed.GetValue(_interval), parsed.GetValue(_signals), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(found);
        }
        else
        {
            RuleCheckDisplay.Show(file.ToString(), found);
        }

        return found.Problems.Count == 0 ? 0 : 1;
    }

    private static void Show(CheckedStrategy found)
    {
        var report = found.Report;
        Console.WriteLine(FormattableString.Invariant(
            $"{report.Strategy} on {report.Candles:N0} candles of {found.Exchange} {found.Symbol} {found.Interval}, {report.ParameterSets} parameter sets"));
        Console.WriteLine(report.LookAhead is { } peeks
            ? $"  look-ahead  FAILED  {peeks}"
            : report.NothingToCheck is { }
                ? "  look-ahead  ?       signals: 0, nothing to check: it never signals on these candles; name others by --exchange, --symbol and --interval"
                : FormattableString.Invariant(
                    $"  look-ahead  passed  {report.Signals:N0} signals stay when the candles behind them are cut off and changed"));
        if (report.RefusedRemark is { } refused)
        {
            Console.WriteLine($"  computable  ?       {refused}");
        }

        if (report.LookAhead is null && report.Signals > 0)
        {
            Console.WriteLine(report.WarmUp is { } brief
                ? $"  warm-up     FAILED  {brief}"
                : report.WarmUpSignals == 0
                    ? "  warm-up     ?       there were no signals far enough from the beginning"
                    : FormattableString.Invariant(
                        $"  warm-up     passed  {report.WarmUpSignals - report.WarmUpChanges} of {report.WarmUpSignals} signals are the same when the candles begin later"));
        }

        if (report.LookAhead is null && report.WarmUp is null)
        {
            Console.WriteLine(report.SharedMemo is { } mixed
                ? $"  memo        FAILED  {mixed}"
                : "  memo        passed  parameter sets that share computed indicators do not change each other's");
        }
    }
}
