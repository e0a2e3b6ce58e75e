using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Candles;
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

    private readonly List<(Option Option, Action<ParseResult, JsonObject> Write)> _options = [];
    private readonly Option<FileInfo?> _request = new("--request")
    {
        Description = "JSON file with a whole request, as POST /api/training/jobs takes it; the other options change it.",
        HelpName = "file",
    };

    public TrainingOptions()
    {
        AddWord("strategy", "Strategy (default liquidity-sweep)", [.. StrategyCatalog.All.Select(strategy => strategy.Name)]);
        Add<string>("exchange", "Exchange (default binance).");
        AddSymbols();
        AddWord("symbol-aggregation", "How the objectives of several symbols become one (default mean)", ["mean", "median", "worst"]);
        AddWord("interval", "Candle interval (default 5m)", [.. Interval.All.Select(interval => interval.Code)]);
        Add<double?>("lookback-days", $"{RangeOptions.DaysMeaning} (default 30).", "--days");
        Add<int?>("lookback-candles", "Number of candles, counted back likewise.");
        AddMoment("from", $"{RangeOptions.FromMeaning} (default: as --days says).");
        AddMoment("to", $"{RangeOptions.ToMeaning} (default: the newest stored candle).");
        Add<double?>("hold-out", "Share of the stored candles of the range, their last part, that no trial sees (default 0.2).");
        AddWord(
            "gap-policy",
            "What is done about missing candles; split begins anew behind a long hole (default split)",
            ["split", "skip", "forward-fill", "fail"]);
        Add<double?>("longest-gap-hours", "The longest hole, in hours, that a position is held across (default 24, or three candles).");
        Add<double?>(
            "largest-gap-jump",
            "The largest jump of the price across a gap, a fraction; a range with a larger one is refused (default: no limit).");
        AddWord("preset", "Defaults for range and trials", ["quick", "standard", "thorough"]);
        Add<int?>("trials", "Parameter sets to try (default 20).");
        Add<int?>("batch-size", "Trials per round after the first (default 4).");
        Add<long?>("seed", "Seed of every random choice (default: drawn and recorded).");
        AddWord("optimizer", "Optimiser (default bayesian)", [.. OptimizerCatalog.Descriptions.Keys]);
        AddWord("pruning", "Whether bad trials are spared a part of the candles (default none)", ["none", "successive-halving"]);
        AddTryFirst();
        Add<int?>("patience", "End the search after so many trials without a better one.");
        Add<double?>("time-limit-seconds", "Seconds after which no new round begins.");
        AddObjectives();
        Add<int?>(
            "minimum-trades", "Trials with fewer trades do not count (default: grows with the range, 28 for 30 days of five minutes).");
        AddConstraints();
        AddWord("selection", "Which trial is published; maximum is the highest objective (default robust)", ["robust", "maximum"]);
        AddValidation();
        Add<double?>("fee-rate", "Taker fee per side, a fraction of the notional (default 0.001).");
        Add<double?>("slippage", "Slippage per side, a fraction of the price (default 0.0005).");
        AddInside<double?>(
            "costs", "maker-fee-rate", "makerFeeRate", "Fee of targets per side, negative for a rebate (default: as --fee-rate).");
        AddInside<double?>("costs", "minimum-fee", "minimumFee", "The least that a side costs, in the quote currency (default 0).");
        AddInside<double?>("costs", "spread", "spread", "Distance of ask and bid, a fraction of the price (default 0).");
        AddInside<double?>(
            "costs", "funding-rate", "fundingRate", "Funding of a perpetual every eight hours, a fraction of the notional (default 0).");
        Add<double?>("risk-per-trade", "Share of the equity that a stopped-out trade may lose (default 0.02).");
        AddInside<string>(
            "sizing", "sizing", "mode",
            "How large positions are (default risk-per-trade). One of: risk-per-trade, all-in, fixed-fraction, volatility-target.");
        AddInside<double?>(
            "sizing", "sizing-value", "value",
            "What the sizing is told: the risk (0.02), the share of the equity (0.1) or the yearly volatility (0.2).");
        AddWord("fill-timing", "When orders fill; close is for comparisons only (default next-open)", ["next-open", "close"]);
        AddWord("direction", "What may be traded (default both)", ["both", "long", "short"]);
        Add<bool?>("intrabar-path", "Whether candles of a shorter interval tell which of stop and target was touched first.");
        AddParameters();
        Add<string>("name", "What the job is called.");
        Add<int?>("priority", "Place among waiting jobs, -10 to 10; larger starts earlier (default 0).");
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _options.Select(option => option.Option), _request];

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
        foreach (var (option, write) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                write(parsed, request);
            }
        }

        return request;
    }

    private void Add<T>(string name, string description, params string[] aliases)
    {
        var option = new Option<T>($"--{name}", aliases) { Description = description };
        _options.Add((option, (parsed, request) => request[MemberOf(name)] = JsonValue.Create(parsed.GetValue(option))));
    }

    // The host checks the word, for it may know more of them than this program.
    private void AddWord(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string>($"--{name}")
        {
            Description = $"{description}. One of: {string.Join(", ", words)}.",
            HelpName = "word",
        };
        option.CompletionSources.Add([.. words]);
        _options.Add((option, (parsed, request) => request[MemberOf(name)] = JsonValue.Create(parsed.GetValue(option))));
    }

    private void AddInside<T>(string group, string name, string member, string description)
    {
        var option = new Option<T>($"--{name}") { Description = description };
        _options.Add((option, (parsed, request) =>
        {
            if (request[group] is not JsonObject inside)
            {
                request[group] = inside = [];
            }

            inside[member] = JsonValue.Create(parsed.GetValue(option));
        }
        ));
    }

    private void AddTryFirst()
    {
        var option = new Option<string[]>("--try-first")
        {
            Description = "A parameter set to try before any other, as in a=1,b=2, or defaults for the strategy's own; may be repeated.",
            HelpName = "name=value,…",
        };
        _options.Add((option, (parsed, request) => request["tryFirst"] =
            new JsonArray([.. parsed.GetValue(option)!.Select(ParameterSearch.ParseSet)])));
    }

    private void AddMoment(string name, string description)
    {
        var option = new Option<DateTimeOffset?>($"--{name}") { Description = description, CustomParser = UtcMoment.Parse };
        _options.Add((option, (parsed, request) => request[name] = JsonValue.Create(parsed.GetValue(option))));
    }

    private void AddSymbols() => AddOneOrMore("symbol", "symbols", "Symbol (default BTCUSDT); give it again to train on several.");

    private void AddObjectives() =>
        AddOneOrMore(
            "objective",
            "objectives",
            $"Metric to optimise (default sqn-bound); give two for a Pareto front. One of: {string.Join(", ", MetricCatalog.All.Select(metric => metric.Name))}.",
            [.. MetricCatalog.All.Select(metric => metric.Name)]);

    // A request has one member for a single value and another for several.
    private void AddOneOrMore(string one, string several, string description, params string[] words)
    {
        var option = new Option<string[]>($"--{one}") { Description = description, HelpName = one };
        option.CompletionSources.Add(words);
        _options.Add((option, (parsed, request) =>
        {
            var values = parsed.GetValue(option)!;
            request.Remove(values.Length == 1 ? several : one);
            request[values.Length == 1 ? one : several] = values is [var only]
                ? only
                : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        ));
    }

    private void AddParameters()
    {
        var option = new Option<string[]>("--parameter")
        {
            Description =
                "Change of the search space: name=value, name=low..high, with :step or :log behind it, or name=a,b,c; may be repeated.",
            HelpName = "name=search",
        };
        _options.Add((option, (parsed, request) =>
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
        }
        ));
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
        _options.Add((option, (parsed, request) => request["validation"] = ValidationText.Parse(parsed.GetValue(option)!)));
    }

    private void AddConstraints()
    {
        var option = new Option<string[]>("--constraint")
        {
            Description =
                "What a metric of a trial must keep to, or the trial does not count, as in \"maximum-drawdown<=0.2\"; may be repeated.",
            HelpName = "metric<=number",
        };
        _options.Add((option, (parsed, request) =>
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
        }
        ));
    }

    private static string MemberOf(string name)
    {
        var words = name.Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
