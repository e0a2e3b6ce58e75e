using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.LocalHost.Commands.Strategies;
using Trad.LocalHost.Hosting;
using Trad.Optimization;

namespace Trad.LocalHost.Commands.Training;

/// <summary>
/// The options that say what is trained. They become members of the request of <c>POST /api/training/jobs</c>, which the host
/// checks; those not given are left out, so that its defaults hold.
/// </summary>
internal sealed class TrainingOptions
{
    private static readonly IReadOnlyList<(string Member, string Value)> Defaults =
        [("strategy", "liquidity-sweep"), ("exchange", "binance"), ("symbol", "BTCUSDT"), ("interval", "5m")];

    private readonly RequestMembers _members = new();
    private readonly Option<FileInfo?> _request = new("--request")
    {
        Description = "JSON file with a whole request, as POST /api/training/jobs takes it; the other options change it.",
        HelpName = "file",
    };

    public TrainingOptions()
    {
        AddStrategy();
        _members.Add<string>("exchange", "Exchange (default binance).");
        AddSymbols();
        _members.AddWord(
            "symbol-aggregation", "How the objectives of several symbols become one (default mean)", ["mean", "median", "worst"]);
        _members.AddWord("interval", "Candle interval (default 5m)", [.. Interval.All.Select(interval => interval.Code)]);
        _members.Add<double?>("lookback-days", $"{RangeOptions.DaysMeaning} (default 30).", "--days");
        _members.Add<int?>("lookback-candles", "Number of candles, counted back likewise.");
        _members.AddMoment("from", $"{RangeOptions.FromMeaning} (default: as --days says).");
        _members.AddMoment("to", $"{RangeOptions.ToMeaning} (default: the newest stored candle).");
        _members.Add<double?>("hold-out", "Share of the stored candles of the range, their last part, that no trial sees (default 0.2).");
        _members.AddWord(
            "gap-policy",
            "What is done about missing candles; split begins anew behind a long hole (default split)",
            ["split", "skip", "forward-fill", "fail"]);
        _members.Add<double?>(
            "longest-gap-hours", "The longest hole, in hours, that a position is held across (default 24, or three candles).");
        _members.Add<double?>(
            "largest-gap-jump",
            "The largest jump of the price across a gap, a fraction; a range with a larger one is refused (default: no limit).");
        _members.AddWord("preset", "Defaults for range and trials", ["quick", "standard", "thorough"]);
        _members.Add<int?>("trials", "Parameter sets to try (default 20).");
        _members.Add<int?>("batch-size", "Trials per round after the first (default 4).");
        _members.Add<long?>("seed", "Seed of every random choice (default: drawn and recorded).");
        _members.AddWord("optimizer", "Optimiser (default bayesian)", [.. OptimizerCatalog.Descriptions.Keys]);
        _members.AddWord("pruning", "Whether bad trials are spared a part of the candles (default none)", ["none", "successive-halving"]);
        AddTryFirst();
        _members.Add<int?>("patience", "End the search after so many trials without a better one.");
        _members.Add<double?>("time-limit-seconds", "Seconds after which no new round begins.");
        AddObjectives();
        _members.Add<int?>(
            "minimum-trades", "Trials with fewer trades do not count (default: grows with the range, 28 for 30 days of five minutes).");
        AddConstraints();
        _members.AddWord("selection", "Which trial is published; maximum is the highest objective (default robust)", ["robust", "maximum"]);
        AddValidation();
        TradingOptions.AddTo(_members);
        _members.Add<bool?>("intrabar-path", "Whether candles of a shorter interval tell which of stop and target was touched first.");
        AddParameters();
        _members.Add<string>("name", "What the job is called.");
        _members.Add<int?>("priority", "Place among waiting jobs, -10 to 10; larger starts earlier (default 0).");
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _members.Options, _request];

    /// <summary>The request that the options describe.</summary>
    /// <exception cref="StartException">The request file cannot be read, or a parameter's search cannot be understood.</exception>
    public JsonObject Read(ParseResult parsed)
    {
        var request = ReadChanges(parsed);
        foreach (var (member, value) in Defaults)
        {
            if (!request.ContainsKey(member) && !(member == "symbol" && request.ContainsKey("symbols")))
            {
                request[member] = value;
            }
        }

        return request;
    }

    /// <summary>What the options say and nothing else, as changes of another request.</summary>
    /// <exception cref="StartException">The request file cannot be read, or a parameter's search cannot be understood.</exception>
    public JsonObject ReadChanges(ParseResult parsed)
    {
        var request = parsed.GetValue(_request) is { } file ? RequestFile.Read(file) : [];
        _members.Write(parsed, request);
        return request;
    }

    private void AddStrategy()
    {
        var option = new Option<string>("--strategy")
        {
            Description = $"Strategy (default liquidity-sweep): one of {StrategyCatalog.Names}, or one of your own, {StrategyReference.Allowed}.",
            HelpName = "name[@version]",
        };
        option.CompletionSources.Add([.. StrategyCatalog.All.Select(strategy => strategy.Name)]);
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && StrategyReference.Find(token.Value) is null)
            {
                given.AddError($"--strategy cannot be '{token.Value}'; allowed is {StrategyReference.Allowed}.");
            }
        });
        _members.Add(option, (parsed, request) =>
        {
            var strategy = StrategyReference.Find(parsed.GetValue(option)!)!;
            request["strategy"] = strategy.Name;
            request.Remove("strategyVersion");
            request.Remove("pinnedStrategy");
            request.Remove("strategyHash");
            if (strategy.Version is { } version)
            {
                request["strategyVersion"] = version;
            }
        });
    }

    private void AddTryFirst()
    {
        var option = new Option<string[]>("--try-first")
        {
            Description = "A parameter set to try before any other, as in a=1,b=2, or defaults for the strategy's own; may be repeated.",
            HelpName = "name=value,…",
        };
        _members.Add(option, (parsed, request) => request["tryFirst"] =
            new JsonArray([.. parsed.GetValue(option)!.Select(ParameterSearch.ParseSet)]));
    }

    private void AddSymbols() => _members.AddOneOrMore("symbol", "symbols", "Symbol (default BTCUSDT); give it again to train on several.");

    private void AddObjectives() =>
        _members.AddOneOrMore(
            "objective",
            "objectives",
            $"Metric to optimise (default sqn-bound); give two for a Pareto front. One of: {string.Join(", ", MetricCatalog.All.Select(metric => metric.Name))}.",
            [.. MetricCatalog.All.Select(metric => metric.Name)]);

    private void AddParameters()
    {
        var option = new Option<string[]>("--parameter")
        {
            Description =
                "Change of the search space: name=value, name=low..high, with :step or :log behind it, or name=a,b,c; may be repeated.",
            HelpName = "name=search",
        };
        _members.Add(option, (parsed, request) =>
        {
            if (request["parameters"] is not JsonObject parameters)
            {
                request["parameters"] = parameters = [];
            }

            foreach (var text in parsed.GetValue(option)!)
            {
                var (name, search) = ParameterSearch.Parse(text);
                parameters[name] = search;
            }
        });
    }

    private void AddValidation()
    {
        var option = new Option<string>("--validation")
        {
            Description =
                "How much the result is put to the test: full, or hold-out for that alone (default full); or seeds=3,otherSymbols=5 for "
                + "how often the search is repeated and how many other stored symbols the winner is tried on.",
            HelpName = "scope or seeds=n,otherSymbols=n",
        };
        _members.Add(option, (parsed, request) => request["validation"] = ValidationText.Parse(parsed.GetValue(option)!));
    }

    private void AddConstraints()
    {
        var option = new Option<string[]>("--constraint")
        {
            Description =
                "What a metric of a trial must keep to, or the trial does not count, as in \"maximum-drawdown<=0.2\"; may be repeated.",
            HelpName = "metric<=number",
        };
        _members.Add(option, (parsed, request) =>
        {
            if (request["constraints"] is not JsonObject constraints)
            {
                request["constraints"] = constraints = [];
            }

            foreach (var text in parsed.GetValue(option)!)
            {
                var (metric, end, bound) = MetricConstraintText.Parse(text);
                if (constraints[metric] is not JsonObject constraint)
                {
                    constraints[metric] = constraint = [];
                }

                constraint[end] = bound;
            }
        });
    }
}
