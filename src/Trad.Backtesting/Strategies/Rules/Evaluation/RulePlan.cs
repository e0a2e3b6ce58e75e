using System.Globalization;
using System.Numerics;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>A rule strategy compiled for one set of parameters and the candles of one interval.</summary>
internal sealed class RulePlan
{
    private readonly RuleProgram _events;
    private readonly RuleProgram _prices;
    private readonly SidePlan _long;
    private readonly SidePlan _short;
    private readonly bool _hasExits;
    private readonly bool _movesStops;
    private readonly int _maximumHolding;

    private RulePlan(Interval interval, RuleBinder binder, RuleDocument document, List<RuleFault> faults, List<RuleFault> pointless)
    {
        Interval = interval;
        _maximumHolding = document.MaximumHolding is { } holding ? Guard(faults, () => binder.Candles(holding), 0) : 0;
        var (events, prices) = (new List<RuleNode>(), new List<RuleNode>());
        int? Event(RuleText? rule) => Place(rule, binder.Condition, events, faults);
        int? Price(RuleText? rule) => Place(rule, each => Above(binder.Number(each), each), prices, faults);
        _long = Side(document.Entry.Long, document.Exit.Long, side => side.Long);
        _short = Side(document.Entry.Short, document.Exit.Short, side => side.Short);
        _hasExits = _long.Exit is not null || _short.Exit is not null;
        _movesStops = _long.MovesStop || _short.MovesStop;
        var all = events.Concat(prices).ToList();
        FirstKnown = all.Select(node => node.FirstKnown).DefaultIfEmpty().Max();

        // What has forgotten by its last candle has that candle itself among those that it needs.
        WarmUp = Math.Max(1, all.Select(node => Math.Max(node.WarmUp - 1, node.FirstKnown)).DefaultIfEmpty().Max());
        _events = RuleProgram.Compile(events);
        _prices = RuleProgram.Compile(prices);
        Conditions = Named(document, events);

        SidePlan Side(RuleText? entry, RuleText? exit, Func<SidedRule, RuleText?> of) => new(
            Event(entry), Event(exit), Price(of(document.Stop)), Price(of(document.StopPrice)), Price(of(document.Target)),
            Price(of(document.TargetPrice)), Price(of(document.Trailing)), Price(of(document.BreakEven)));

        RuleNode Above(RuleNode node, RuleText rule)
        {
            if (node is { IsConstant: true, Value: <= 0 })
            {
                pointless.Add(RuleFault.At(rule.Field, rule.Text, rule.Expression.Position, string.Create(
                    CultureInfo.InvariantCulture, $"this is {node.Value} at every candle; it must be above 0, or be left out")));
            }

            return node;
        }
    }

    /// <summary>The interval of the candles.</summary>
    public Interval Interval { get; }

    /// <summary>The first candle at which everything that the rules look back to is there; nothing is signalled before.</summary>
    public int FirstKnown { get; }

    /// <summary>Candles that must precede the first signal that can be relied on.</summary>
    public int WarmUp { get; }

    /// <summary>The conditions by their fields.</summary>
    public IReadOnlyList<(string Field, RuleNode Node)> Conditions { get; }

    /// <summary>Compiles a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="interval">The interval of the candles.</param>
    /// <param name="isNew">
    /// Whether nobody has used it yet: then what can be carried out, but is pointless at every candle, is refused, too.
    /// </param>
    /// <exception cref="RuleException">Some expressions have no meaning; all faults, in the order of the document.</exception>
    public static RulePlan Compile(RuleDocument document, StrategyParameters values, Interval interval, bool isNew = false)
    {
        var binder = new RuleBinder(document, values, interval);
        var (faults, pointless) = (new List<RuleFault>(binder.BrokenDefinitions), new List<RuleFault>());
        var plan = new RulePlan(interval, binder, document, faults, pointless);
        if (isNew)
        {
            faults.AddRange(binder.NeverKnown.Concat(pointless));
        }

        return faults.Count == 0 ? plan : throw new RuleException([.. faults.Distinct().Take(RuleLimits.MostFaults)]);
    }

    /// <summary>Fills the signals of a series.</summary>
    public void Signal(IndicatorCache indicators, SignalBuffer signals)
    {
        signals.MaximumHolding = _maximumHolding;
        var count = indicators.Candles.Count;
        if (_hasExits)
        {
            signals.AllowExits();
        }

        if (_movesStops)
        {
            signals.AllowMovingStops();
        }

        using var events = _events.Open(indicators);
        using var prices = _prices.Open(indicators);
        var close = indicators.Candles.Close;
        Span<ulong> longs = stackalloc ulong[RuleProgram.Words], shorts = stackalloc ulong[RuleProgram.Words];
        Span<ulong> leaveLong = stackalloc ulong[RuleProgram.Words], leaveShort = stackalloc ulong[RuleProgram.Words];
        for (var start = FirstKnown / RuleProgram.Block * RuleProgram.Block; start < count; start += RuleProgram.Block)
        {
            var length = Math.Min(RuleProgram.Block, count - start);
            events.MoveTo(start, length);
            Take(events, _long.Entry, start, length, longs);
            Take(events, _short.Entry, start, length, shorts);
            Take(events, _long.Exit, start, length, leaveLong);
            Take(events, _short.Exit, start, length, leaveShort);
            var any = Settle(longs, shorts, leaveLong, leaveShort);
            if (_hasExits)
            {
                WriteExits(leaveLong, SignalBuffer.LeaveLong, start, signals);
                WriteExits(leaveShort, SignalBuffer.LeaveShort, start, signals);
            }

            if (any)
            {
                prices.MoveTo(start, length);
                WriteEntries(longs, 1, new SidePrices(_long, prices), start, close, signals);
                WriteEntries(shorts, -1, new SidePrices(_short, prices), start, close, signals);
            }
        }
    }

    private static IReadOnlyList<(string Field, RuleNode Node)> Named(RuleDocument document, List<RuleNode> events)
    {
        // In the order in which the sides are bound: an exit for both sides is there twice.
        string?[] fields =
            [document.Entry.Long?.Field, document.Exit.Long?.Field, document.Entry.Short?.Field, document.Exit.Short?.Field];
        return [.. fields.OfType<string>().Zip(events).DistinctBy(pair => pair.First)];
    }

    private static int? Place(RuleText? rule, Func<RuleText, RuleNode> bind, List<RuleNode> nodes, List<RuleFault> faults)
    {
        if (rule is null || Guard(faults, () => bind(rule), null) is not { } node)
        {
            return null;
        }

        nodes.Add(node);
        return nodes.Count - 1;
    }

    private static T Guard<T>(List<RuleFault> faults, Func<T> bind, T otherwise)
    {
        try
        {
            return bind();
        }
        catch (RuleException refused)
        {
            faults.AddRange(refused.Faults);
            return otherwise;
        }
    }

    // Bits before everything is known, and behind the block, are cleared.
    private void Take(in RuleRun events, int? output, int start, int length, Span<ulong> bits)
    {
        if (output is not { } place)
        {
            bits.Clear();
            return;
        }

        events.Conditions(place).CopyTo(bits);
        for (var word = 0; word < bits.Length; word++)
        {
            var first = start + (word * 64);
            if (first < FirstKnown)
            {
                bits[word] = FirstKnown - first >= 64 ? 0 : bits[word] >> (FirstKnown - first) << (FirstKnown - first);
            }

            var kept = start + length - first;
            if (kept < 64)
            {
                bits[word] = kept <= 0 ? 0 : bits[word] & ((1UL << kept) - 1);
            }
        }
    }

    // Where long and short hold at once neither counts, and whoever is to leave a side does not enter it.
    private static bool Settle(Span<ulong> longs, Span<ulong> shorts, ReadOnlySpan<ulong> leaveLong, ReadOnlySpan<ulong> leaveShort)
    {
        var any = 0UL;
        for (var i = 0; i < longs.Length; i++)
        {
            var both = longs[i] & shorts[i];
            longs[i] &= ~(both | leaveLong[i]);
            shorts[i] &= ~(both | leaveShort[i]);
            any |= longs[i] | shorts[i];
        }

        return any != 0;
    }

    private static void WriteExits(ReadOnlySpan<ulong> bits, byte side, int start, SignalBuffer signals)
    {
        var exits = signals.Exits;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                exits[start + (word * 64) + BitOperations.TrailingZeroCount(left)] |= side;
            }
        }
    }

    private void WriteEntries(
        ReadOnlySpan<ulong> bits, int side, in SidePrices prices, int start, ReadOnlySpan<double> close, SignalBuffer signals)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var i = (word * 64) + BitOperations.TrailingZeroCount(left);
                var t = start + i;

                // A stop or target that the rules ask for and that has no value is no protection: the signal does not count.
                if (!prices.TryRead(i, side, close[t], out var stop, out var target, out var trailing, out var breakEven))
                {
                    continue;
                }

                signals.Set(t, (sbyte)side, stop, target);
                if (_movesStops)
                {
                    signals.TrailingDistance[t] = trailing;
                    signals.BreakEvenGain[t] = breakEven;
                }
            }
        }
    }
}
