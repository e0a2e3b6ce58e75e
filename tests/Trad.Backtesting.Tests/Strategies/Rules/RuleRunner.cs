using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Evaluation;
using Trad.Backtesting.Strategies.Rules.Syntax;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>Runs single expressions and whole documents.</summary>
internal static class RuleRunner
{
    /// <summary>The values of a number at every candle.</summary>
    public static double[] Numbers(string expression, CandleSeries candles)
    {
        var values = new double[candles.Count];
        Program(expression, candles.Interval, isCondition: false).FillNumbers(new IndicatorCache(candles), values);
        return values;
    }

    /// <summary>Where a condition holds.</summary>
    public static bool[] Conditions(string expression, CandleSeries candles)
    {
        var held = new bool[candles.Count];
        using var run = Program(expression, candles.Interval, isCondition: true).Open(new IndicatorCache(candles));
        for (var start = 0; start < held.Length; start += RuleProgram.Block)
        {
            var count = Math.Min(RuleProgram.Block, held.Length - start);
            run.MoveTo(start, count);
            for (var i = 0; i < count; i++)
            {
                held[start + i] = ((run.Conditions(0)[i / 64] >> (i % 64)) & 1) != 0;
            }
        }

        return held;
    }

    /// <summary>What a strategy says.</summary>
    public static SignalBuffer Signals(IStrategy strategy, CandleSeries candles, StrategyParameters? parameters = null)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(candles.Count);
        strategy.GenerateSignals(new IndicatorCache(candles), parameters ?? StrategyParameters.Defaults(strategy), buffer);
        return buffer;
    }

    /// <summary>The faults of a document that is refused.</summary>
    public static IReadOnlyList<RuleFault> Faults(string document) =>
        Assert.Throws<RuleException>(() => RuleStrategy.Parse(document)).Faults;

    /// <summary>The only fault of a strategy whose rule to be long is this expression.</summary>
    public static RuleFault Fault(string expression) => Assert.Single(Faults(
        $$"""{"name": "mine", "long": {{System.Text.Json.JsonSerializer.Serialize(expression)}}}"""));

    private static RuleProgram Program(string expression, Interval interval, bool isCondition)
    {
        var rule = new RuleText("long", expression, RuleParser.Read("long", expression));
        var document = new RuleDocument
        {
            Name = "mine",
            Title = "Mine",
            Description = "Mine.",
            Parameters = [],
            Orders = [],
            Definitions = [],
            Entry = new SidedRule(rule, null),
        };
        var binder = new RuleBinder(document, StrategyParameters.Defaults(new NoParameters()), interval);
        return RuleProgram.Compile([isCondition ? binder.Condition(rule) : binder.Number(rule)]);
    }

    private sealed class NoParameters : IStrategy
    {
        public string Name => "none";

        public string Title => "None";

        public string Description => "None.";

        public IReadOnlyList<StrategyParameter> Parameters => [];

        public int WarmUp(StrategyParameters parameters) => 1;

        public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
        {
        }
    }
}
