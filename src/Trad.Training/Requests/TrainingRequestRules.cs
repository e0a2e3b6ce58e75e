using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Optimization;
using static Trad.Training.Requests.RequestRule;

namespace Trad.Training.Requests;

/// <summary>What a training request must be like, as far as that can be told without looking at stored data.</summary>
public static class TrainingRequestRules
{
    private const string DefaultOptimizer = "bayesian";

    /// <summary>The request with its defaults filled in, or null after recording what is wrong with it.</summary>
    public static TrainingRequest? Check(TrainingRequest request, ValidationErrors errors) => Check(request, [], errors);

    /// <summary>The request with its defaults filled in, or null after recording what is wrong with it.</summary>
    /// <param name="request">The request, with what it pins of a strategy of one's own.</param>
    /// <param name="own">The names of the strategies of one's own, for messages.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static TrainingRequest? Check(TrainingRequest request, IReadOnlyList<string> own, ValidationErrors errors)
    {
        var before = new ValidationErrors();
        var complete = WithDefaults(MarketRules.WithStoredSymbols(request), Preset.Find(request.Preset));
        CheckJob(complete, before);
        CheckStrategy(complete, own, before);
        MarketRules.Check(complete, before);
        CheckRange(complete, before);
        CheckSearch(complete, before);
        TradingRules.Check(complete, before);
        SearchRules.Check(complete, before);
        errors.AddAll(before);
        return before.IsEmpty ? complete : null;
    }

    private static TrainingRequest WithDefaults(TrainingRequest request, Preset? preset) => TradingRules.WithDefaults(request) with
    {
        LookbackDays = request is { LookbackDays: null, LookbackCandles: null, From: null }
            ? preset?.LookbackDays ?? TrainingRequest.DefaultLookbackDays
            : request.LookbackDays,
        Symbol = request is { Symbol: null, Symbols: [var only] } ? only : request.Symbol,
        Symbols = request is { Symbol: null, Symbols: [_] } ? null : request.Symbols,
        SymbolAggregation = request.Symbols is { Count: > 1 }
            ? request.SymbolAggregation ?? SymbolAggregation.Mean
            : request.SymbolAggregation,
        HoldOut = request.HoldOut ?? TrainingRequest.DefaultHoldOut,
        GapPolicy = request.GapPolicy ?? GapPolicy.Split,
        LongestGapHours = request.LongestGapHours
            ?? (Interval.TryParse(request.Interval, out var interval) ? GapLimit.Default(interval).TotalHours : null),
        IntrabarPath = request.IntrabarPath ?? false,
        Optimizer = request.Optimizer ?? DefaultOptimizer,
        Trials = request.Trials ?? preset?.Trials ?? TrainingRequest.DefaultTrials,
        BatchSize = request.BatchSize ?? (FreeRounds.Fit(request) ? null : TrainingRequest.DefaultBatchSize),
        Objective = request.Objectives is null ? request.Objective ?? TrainingRequest.DefaultObjective : request.Objective,
        Pruning = request.Pruning ?? TrialPruning.None,
        Selection = request.Selection ?? SelectionRule.Robust,
        Validation = request.ValidationOrDefault.Complete(),
        MinimumTradesDerived = request is { MinimumTrades: not null, MinimumTradesDerived: true } ? true : null,
        StrategyVersion = request.StrategyVersion ?? request.PinnedStrategy?.Version,
        Parameters = TriedFirstRules.WithTurnedFlags(request),
    };

    private static void CheckJob(TrainingRequest request, ValidationErrors errors)
    {
        if (request.Name is { } name && (name.Length is 0 or > RequestLimits.LongestName || ReadableText.FindFault(name) is not null))
        {
            errors.Add("name", $"has {name.Length} characters; allowed are 1 to {RequestLimits.LongestName}, {ReadableText.Rule}");
        }

        if (request.Preset is not null && Preset.Find(request.Preset) is null)
        {
            errors.Add("preset", Found(request.Preset, $"one of {Preset.Names}"));
        }

        Within("priority", request.Priority, -RequestLimits.HighestPriority, RequestLimits.HighestPriority, errors);
        Within(
            "timeLimitSeconds", request.TimeLimitSeconds, RequestLimits.ShortestTimeLimitSeconds, RequestLimits.LongestTimeLimitSeconds,
            errors);
    }

    private static void CheckStrategy(TrainingRequest request, IReadOnlyList<string> own, ValidationErrors errors)
    {
        Within("strategyVersion", request.StrategyVersion, 1, RequestLimits.HighestStrategyVersion, errors);
        if (request.Strategy is null)
        {
            errors.Add("strategy", $"is required; known strategies are {StrategyCatalog.Names}");
        }
        else
        {
            StrategyRules.Check(request, own, errors);
        }
    }

    private static void CheckRange(TrainingRequest request, ValidationErrors errors)
    {
        var given = new[]
        {
            ("lookbackDays", request.LookbackDays is not null),
            ("lookbackCandles", request.LookbackCandles is not null),
            ("from", request.From is not null),
        }
            .Where(field => field.Item2)
            .Select(field => field.Item1)
            .ToList();
        if (given.Count > 1)
        {
            errors.Add(given[1], $"cannot go with {given[0]}; give one of lookbackDays, lookbackCandles and from");
        }

        Within("lookbackDays", request.LookbackDays, RequestLimits.ShortestLookbackDays, RequestLimits.LongestLookbackDays, errors);
        Within("holdOut", request.HoldOut, 0, RequestLimits.LargestHoldOut, errors);
        if (request.HoldOut is > RequestLimits.SmallestNumber and < RequestLimits.SmallestHoldOut and var share)
        {
            errors.Add("holdOut", Found(share, $"0, or a number from {RequestLimits.SmallestHoldOut} to {RequestLimits.LargestHoldOut}"));
        }

        Within("longestGapHours", request.LongestGapHours, 0, RequestLimits.LongestGapHours, errors);
        Within("largestGapJump", request.LargestGapJump, 0, RequestLimits.LargestGapJump, errors);
        Within("lookbackCandles", request.LookbackCandles, 1, RequestLimits.MostLookbackCandles, errors);
        if (request is { From: { } from, To: { } to } && from >= to)
        {
            errors.Add("from", $"{from.ToUniversalTime():u} is not before to, {to.ToUniversalTime():u}");
        }
    }

    private static void CheckSearch(TrainingRequest request, ValidationErrors errors)
    {
        Within("trials", request.Trials, 1, RequestLimits.MostTrials, errors);
        Within("batchSize", request.BatchSize, 1, RequestLimits.LargestBatch, errors);
        Within("minimumTrades", request.MinimumTrades, 0, RequestLimits.MostMinimumTrades, errors);
        Within("seed", request.Seed, 0L, long.MaxValue, errors);
        if (!OptimizerCatalog.Descriptions.ContainsKey(request.Optimizer!))
        {
            errors.Add("optimizer", Found(request.Optimizer, $"one of {string.Join(", ", OptimizerCatalog.Descriptions.Keys)}"));
        }

        CheckObjectives(request, errors);
        ConstraintRules.Check(request, errors);
        ValidationRules.Check(request, errors);
        CheckPruning(request, errors);
    }

    // Which of several symbols or objectives decides on a part of the candles would have to be invented.
    private static void CheckPruning(TrainingRequest request, ValidationErrors errors)
    {
        if (request.Pruning is { } pruning && !Enum.IsDefined(pruning))
        {
            errors.Add("pruning", Found(pruning, "none or successive-halving"));
        }

        if (request.Pruning != TrialPruning.SuccessiveHalving)
        {
            return;
        }

        if (request.AllObjectives.Count > 1)
        {
            errors.Add(
                "pruning", Found("successive-halving", $"none with {request.AllObjectives.Count} objectives: trials are pruned by one"));
        }

        if (request.AllSymbols.Count > 1)
        {
            errors.Add("pruning", Found("successive-halving", $"none with {request.AllSymbols.Count} symbols: trials are pruned on one"));
        }
    }

    private static void CheckObjectives(TrainingRequest request, ValidationErrors errors)
    {
        if (request.Objectives is not { } objectives)
        {
            if (!MetricCatalog.TryGet(request.Objective, out _))
            {
                errors.Add("objective", Found(request.Objective, $"one of {MetricCatalog.Names}"));
            }

            return;
        }

        if (request.Objective is not null)
        {
            errors.Add("objective", "cannot go with objectives; give one of the two");
        }

        if (objectives.Count != 2 || objectives[0] == objectives[1])
        {
            errors.Add("objectives", $"has {objectives.Count} metrics; allowed are 2 different ones");
        }

        foreach (var wrong in objectives.Where(objective => !MetricCatalog.TryGet(objective, out _)))
        {
            errors.Add("objectives", Found(wrong, $"one of {MetricCatalog.Names}"));
        }
    }
}
