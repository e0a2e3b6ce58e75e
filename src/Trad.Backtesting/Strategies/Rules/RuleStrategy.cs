using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Evaluation;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>
/// A strategy made of rules that somebody wrote as text. It is compiled once per set of parameters; what several sets, rules or
/// built-in strategies share is computed once.
/// </summary>
public sealed class RuleStrategy : IStrategy
{
    // Until it is told whose candles it gets: those that it can be used on, longest first.
    private static readonly Interval[] Usual = [Interval.FiveMinutes, Interval.OneMinute, Interval.OneSecond];

    private readonly RuleDocument _document;
    private readonly Interval _interval;
    private readonly ConditionalWeakTable<StrategyParameters, RulePlan> _plans = [];
    private readonly Lazy<IReadOnlyList<string>> _warnings;

    private RuleStrategy(RuleDocument document, string text, Interval interval)
    {
        (_document, Text, _interval) = (document, text, interval);
        _warnings = new(() =>
            [.. RuleWarnings.Find(document), .. RuleWarnings.Constant(PlanOf(StrategyParameters.Defaults(this), interval))]);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <inheritdoc/>
    public string Name => _document.Name;

    /// <inheritdoc/>
    public string Title => _document.Title;

    /// <inheritdoc/>
    public string Description => _document.Description;

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters => _document.Parameters;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterOrder> Orders => _document.Orders;

    /// <summary>The document that it was read from, unchanged.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of <see cref="Text"/> in UTF-8, hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>What is suspicious about the document, whatever the candles: what does nothing, or less than it seems to.</summary>
    public IReadOnlyList<string> Warnings => _warnings.Value;

    /// <summary>Reads a document and makes sure that it can be carried out with every parameter at its default and at its limits.</summary>
    /// <param name="text">The document, JSON.</param>
    /// <exception cref="RuleException">It cannot be used; the faults have field, line and column.</exception>
    public static RuleStrategy Parse(string text)
    {
        try
        {
            var strategy = Parse(text, isNew: true);
            return StrategyCatalog.TryGet(strategy.Name, out var taken)
                ? throw new RuleException([new(
                    "name", null, null,
                    $"'{strategy.Name}' is {(StrategyCatalog.IsBuiltIn(taken) ? "a built-in strategy" : "a strategy in C# of this host")}; choose another name")])
                : strategy;
        }
        catch (RuleException refused)
        {
            throw new RuleException(RulePlaces.Add(text, refused.Faults));
        }
    }

    /// <summary>
    /// Reads a document that was accepted before: there may be a built-in strategy of its name by now, and what is refused of new
    /// documents may have become more, which changes nothing about it.
    /// </summary>
    /// <param name="text">The document, JSON.</param>
    /// <exception cref="RuleException">It cannot be used; the faults have field, line and column.</exception>
    public static RuleStrategy ParsePinned(string text) => Parse(text, isNew: false);

    private static RuleStrategy Parse(string text, bool isNew)
    {
        var document = RuleDocumentReader.Read(text);
        if (isNew)
        {
            CheckOrders(document);
        }

        RuleLimitsCheck.Run(new RuleStrategy(document, text, Interval.OneSecond), document, isNew);
        return Usual.Select(interval => new RuleStrategy(document, text, interval)).First(IsPossible);
    }

    /// <summary>The same strategy for candles of an interval, so that its warm-up counts them.</summary>
    /// <exception cref="RuleException">It reads an interval that these candles do not make up.</exception>
    public IStrategy On(Interval interval)
    {
        if (interval == _interval)
        {
            return this;
        }

        var bound = new RuleStrategy(_document, Text, interval);
        bound.PlanOf(StrategyParameters.Defaults(bound), interval);
        return bound;
    }

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => PlanOf(parameters, _interval).WarmUp;

    /// <inheritdoc/>
    /// <exception cref="RuleException">With these parameters a length is out of range, or the candles do not make up a higher
    /// interval.</exception>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals) =>
        PlanOf(parameters, indicators.Candles.Interval).Signal(indicators, signals);

    /// <summary>
    /// How often every rule holds, of the candles at which a backtest listens to it, and what comes of the rules to enter. Behind a hole
    /// that splits the series that is after the warm-up.
    /// </summary>
    /// <param name="indicators">The candles.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="longestGap">The longest hole that does not split the series; null for the engine's own limit.</param>
    /// <exception cref="RuleException">With these parameters a length is out of range, or the candles do not make up a higher
    /// interval.</exception>
    public IReadOnlyList<RuleShare> Shares(IndicatorCache indicators, StrategyParameters parameters, TimeSpan? longestGap = null)
    {
        var parts = Parts(indicators, longestGap);
        var plan = PlanOf(parameters, indicators.Candles.Interval);
        var (shares, judged) = (new List<RuleShare>(), new List<(IndicatorCache Part, int First)>());
        foreach (var part in parts)
        {
            // As short as its warm-up, a part between holes is left out.
            var first = part == parts[0] ? plan.FirstKnown : plan.WarmUp;
            if (part.Candles.Count > (parts.Count == 1 ? first : plan.WarmUp))
            {
                judged.Add((part, first));
            }
        }

        var entries = RuleEntries.Count(_document, Speak(parts, parameters), indicators.Candles.Close);
        foreach (var (field, node) in plan.Conditions)
        {
            var rule = RuleProgram.Compile([node]);
            shares.Add(new RuleShare(
                field, judged.Sum(each => each.Part.Candles.Count - each.First), judged.Sum(each => rule.CountTrue(each.Part, each.First)))
            {
                LookBack = plan.FirstKnown,
                Entries = entries.FirstOrDefault(each => each.Rule == field),
            });
        }

        return shares;
    }

    /// <summary>What the rules say from a candle on, by the very signals that a backtest gets: anew behind a long hole.</summary>
    /// <param name="indicators">The candles; those before <paramref name="from"/> are looked back to.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="from">The first candle that is told of.</param>
    /// <exception cref="RuleException">With these parameters a length is out of range, or the candles do not make up a higher
    /// interval.</exception>
    public IReadOnlyList<RuleMark> Marks(IndicatorCache indicators, StrategyParameters parameters, int from) =>
        RuleMarks.Read(Speak(Parts(indicators, null), parameters), from);

    private static IReadOnlyList<IndicatorCache> Parts(IndicatorCache indicators, TimeSpan? longestGap) =>
        indicators.Parts(longestGap ?? GapLimit.Default(indicators.Candles.Interval));

    private SignalBuffer Speak(IReadOnlyList<IndicatorCache> parts, StrategyParameters parameters)
    {
        var workspace = Workspace.OfThread;
        SeriesParts.GenerateSignals(parts, On(parts[0].Candles.Interval), parameters, warmUpAfterGap: null, workspace);
        return workspace.Signals;
    }

    // What the defaults fulfil leaves something to search, and orders that contradict each other are fulfilled by nothing.
    private static void CheckOrders(RuleDocument document)
    {
        double DefaultOf(string name) => document.Parameters.First(parameter => parameter.Name == name).Default;
        var broken = document.Orders.Index().Where(each => !(DefaultOf(each.Item.Smaller) < DefaultOf(each.Item.Larger)))
            .Select(each => new RuleFault($"orders[{each.Index}]", null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"says that '{each.Item.Smaller}' is smaller than '{each.Item.Larger}', but their defaults are {DefaultOf(each.Item.Smaller)} and {DefaultOf(each.Item.Larger)}; the defaults must fulfil every order")))
            .ToList();
        if (broken.Count > 0)
        {
            throw new RuleException(broken);
        }
    }

    private static bool IsPossible(RuleStrategy strategy)
    {
        try
        {
            strategy.PlanOf(StrategyParameters.Defaults(strategy), strategy._interval);
            return true;
        }
        catch (RuleException) when (strategy._interval != Usual[^1])
        {
            return false;
        }
    }

    private RulePlan PlanOf(StrategyParameters parameters, Interval interval)
    {
        if (_plans.TryGetValue(parameters, out var known) && known.Interval == interval)
        {
            return known;
        }

        var plan = RulePlan.Compile(_document, parameters, interval);
        _plans.AddOrUpdate(parameters, plan);
        return plan;
    }
}
