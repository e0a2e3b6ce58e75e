using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Commands;

/// <summary><c>train</c>: runs training jobs and shows their progress and result.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Option<string> _strategy = new("--strategy")
    {
        Description = "Strategy, for example liquidity-sweep.",
        DefaultValueFactory = _ => "liquidity-sweep",
    };

    private readonly MarketOptions _market = new();
    private readonly Option<double?> _lookbackDays = new("--lookback-days") { Description = "Days of candles, counted back from the newest stored candle or from --to (default 30)." };
    private readonly Option<int?> _lookbackCandles = new("--lookback-candles") { Description = "Number of candles, counted back likewise." };
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "First moment of the range, UTC, inclusive.", CustomParser = UtcMoment.Parse };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "End of the range, UTC, exclusive (default: the newest stored candle).", CustomParser = UtcMoment.Parse };
    private readonly Option<int?> _trials = new("--trials") { Description = "Parameter sets to try (default 20)." };
    private readonly Option<int?> _batchSize = new("--batch-size") { Description = "Trials per round after the first (default 4)." };
    private readonly Option<long?> _seed = new("--seed") { Description = "Seed of every random choice (default: drawn and recorded)." };
    private readonly Option<string?> _optimizer = new("--optimizer") { Description = "Optimiser (default bayesian)." };
    private readonly Option<string?> _objective = new("--objective") { Description = "Metric to optimise (default sharpe)." };
    private readonly Option<int?> _minimumTrades = new("--minimum-trades") { Description = "Trials with fewer trades do not count (default 10)." };
    private readonly Option<string[]> _parameters = new("--parameter")
    {
        Description = "Change of the search space: name=value, name=low..high or name=a,b,c; may be repeated.",
        HelpName = "name=search",
    };

    private readonly Option<int> _repeat = new("--repeat") { Description = "Run the job this many times in the same host.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON on standard output, everything else on standard error." };
    private readonly HostOptions _host = new();

    public TrainCommand()
        : base("train", "Train a strategy on stored candles.")
    {
        Add(_strategy);
        _market.AddTo(this);
        foreach (var option in new Option[]
        {
            _lookbackDays, _lookbackCandles, _from, _to, _trials, _batchSize, _seed, _optimizer, _objective, _minimumTrades, _parameters, _repeat, _json,
        })
        {
            Add(option);
        }

        _repeat.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError($"--repeat must be 1 to 1000, was {result.GetValueOrDefault<int>()}.");
            }
        });
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(_json);
        var repeat = parsed.GetValue(_repeat);
        var request = ReadRequest(parsed);
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        var display = new TrainingDisplay(json ? Console.Error : Console.Out);
        var results = new List<(TrainingJob Job, TrainedAsset? Asset)>();
        for (var run = 0; run < repeat; run++)
        {
            var job = await TrainingFollower.RunAsync(session.Client, request, display, cancellationToken);
            var asset = job.AssetId is { } id ? await session.Client.Assets.GetAsync(id, cancellationToken) : null;
            results.Add((job, asset));
            if (!json)
            {
                display.ShowResult(job, asset);
            }
        }

        if (json)
        {
            var reports = results.Select(result => TrainingReport.Of(result.Job, result.Asset)).ToArray();
            Console.WriteLine(parsed.GetResult(_repeat) is { Implicit: false }
                ? JsonSerializer.Serialize(reports, TradJson.Options)
                : JsonSerializer.Serialize(reports[0], TradJson.Options));
        }

        return results.TrueForAll(result => result.Job.State == JobState.Completed) ? 0 : 1;
    }

    private TrainingRequest ReadRequest(ParseResult parsed)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        return new TrainingRequest
        {
            Strategy = parsed.GetValue(_strategy),
            Exchange = exchange,
            Symbol = symbol,
            Interval = interval,
            LookbackDays = parsed.GetValue(_lookbackDays),
            LookbackCandles = parsed.GetValue(_lookbackCandles),
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
            Trials = parsed.GetValue(_trials),
            BatchSize = parsed.GetValue(_batchSize),
            Seed = parsed.GetValue(_seed),
            Optimizer = parsed.GetValue(_optimizer),
            Objective = parsed.GetValue(_objective),
            MinimumTrades = parsed.GetValue(_minimumTrades),
            Parameters = ReadOverrides(parsed.GetValue(_parameters) ?? []),
        };
    }

    private static Dictionary<string, ParameterOverride>? ReadOverrides(string[] texts)
    {
        var overrides = new Dictionary<string, ParameterOverride>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } search])
            {
                throw new StartException($"--parameter {text} is not of the form name=value, name=low..high or name=a,b,c.");
            }

            overrides[name] = search.Split("..") is [var low, var high]
                ? new ParameterOverride { Low = Number(text, low), High = Number(text, high) }
                : search.Split(',') is { Length: > 1 } choices
                    ? new ParameterOverride { Choices = [.. choices.Select(choice => Number(text, choice))] }
                    : new ParameterOverride { Value = Number(text, search) };
        }

        return overrides.Count == 0 ? null : overrides;
    }

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StartException($"--parameter {option}: '{text}' is not a number.");
}
