using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trad.Backtesting.Strategies.Rules.Evaluation;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Makes the nodes of rules over the candles of one interval; equal ones once.</summary>
/// <param name="interval">The interval of the candles.</param>
/// <param name="size">Counts the nodes of all graphs of a strategy.</param>
internal sealed class RuleGraph(Interval interval, RuleSize size)
{
    private const int LongestKey = 160;

    private readonly Dictionary<string, RuleNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Node, int Lag), RuleNode> _lagged = [];

    /// <summary>The interval of the candles.</summary>
    public Interval Interval { get; } = interval;

    /// <summary>No value at any candle.</summary>
    public RuleNode Missing => Constant(double.NaN);

    /// <summary>A number that is the same at every candle.</summary>
    public RuleNode Constant(double value)
    {
        // There is one zero: what may not be negative takes none with a sign.
        var number = value == 0 ? 0 : value;
        return Literal(number.ToString("R", CultureInfo.InvariantCulture), isCondition: false, number);
    }

    /// <summary>A truth that is the same at every candle.</summary>
    public RuleNode Truth(bool value) => Literal(value ? "true" : "false", isCondition: true, value ? 1 : 0);

    /// <summary>A column.</summary>
    /// <param name="column">What is read.</param>
    /// <param name="firstKnown">Its first candle with everything that it looks back to.</param>
    /// <param name="warmUp">Candles after which it has forgotten where it began.</param>
    public RuleNode Column(RuleColumn column, int firstKnown, int warmUp)
    {
        if (column.Raw is null)
        {
            size.AddColumn($"{Interval} {column.Key}");
        }

        return Read(column, 0, firstKnown, warmUp);
    }

    /// <summary>A function over time of another node.</summary>
    /// <param name="name">The function with its lengths.</param>
    /// <param name="source">The values that it is computed from.</param>
    /// <param name="lookBack">Candles before the current one that it looks back to.</param>
    /// <param name="memory">Candles after which it has forgotten where it began; at least <paramref name="lookBack"/>.</param>
    /// <param name="compute">Computes it from values without a hole.</param>
    /// <param name="restarts">Whether it starts afresh behind a missing value; otherwise it is given the holes as well.</param>
    public RuleNode Moving(string name, RuleNode source, int lookBack, int memory, MovingFunction compute, bool restarts = true)
    {
        var evaluation = new ColumnEvaluation(source, compute, restarts);
        return Column(
            new RuleColumn(Shortened($"{name} of {source.Key}"), null, evaluation.Fill),
            source.FirstKnown + lookBack,
            source.WarmUp + Math.Max(lookBack, memory));
    }

    /// <summary>A node of the candles of a higher interval: at every candle its value at the last higher candle that has closed.</summary>
    public RuleNode Higher(RuleNode node, Interval higher)
    {
        var ratio = (int)Math.Min(
            RuleLimits.LongestLength, (higher.LongestMilliseconds + Interval.ShortestMilliseconds - 1) / Interval.ShortestMilliseconds);
        return Column(
            new RuleColumn(Shortened($"{node.Key}@{higher}"), null, new HigherEvaluation(node, higher).Fill),
            Times(node.FirstKnown, ratio),
            Times(node.WarmUp, ratio));
    }

    /// <summary>An operation candle by candle; of constants a constant.</summary>
    public RuleNode Make(RuleOperation operation, params RuleNode[] operands)
    {
        var isCondition = operation is RuleOperation.Less or RuleOperation.LessOrEqual or RuleOperation.Equal or RuleOperation.NotEqual
            or RuleOperation.Known or RuleOperation.And or RuleOperation.Or or RuleOperation.Not;
        return Fold(operation, operands) ?? Intern(
            Shortened($"{operation}({string.Join(", ", operands.Select(operand => operand.Key))})"),
            (key, number) => new RuleNode
            {
                Operation = operation,
                Operands = operands,
                IsCondition = isCondition,
                Key = key,
                Number = number,
                FirstKnown = operands.Max(operand => operand.FirstKnown),
                WarmUp = operands.Max(operand => operand.WarmUp),
            });
    }

    /// <summary>A node as it was some candles ago: everything that it is made of is read so much earlier.</summary>
    public RuleNode Lagged(RuleNode node, int lag)
    {
        if (lag == 0 || node.IsConstant)
        {
            return node;
        }

        if (!_lagged.TryGetValue((node.Number, lag), out var lagged))
        {
            lagged = node.Column is { } column
                ? Read(column, node.Lag + lag, node.FirstKnown + lag, node.WarmUp + lag)
                : Make(node.Operation, [.. node.Operands.Select(operand => Lagged(operand, lag))]);
            _lagged[(node.Number, lag)] = lagged;
        }

        return lagged;
    }

    private static int Times(int candles, int ratio) => (int)Math.Min(int.MaxValue / 4, (candles + 2L) * ratio);

    private static string Shortened(string key) => key.Length <= LongestKey
        ? key
        : $"{key[..(LongestKey / 2)]}… {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";

    private RuleNode Read(RuleColumn column, int lag, int firstKnown, int warmUp) => Intern(
        lag == 0 ? column.Key : Shortened($"{column.Key}[{lag}]"),
        (key, number) => new RuleNode
        {
            Operation = RuleOperation.Column,
            IsCondition = false,
            Column = column,
            Lag = lag,
            Key = key,
            Number = number,
            FirstKnown = firstKnown,
            WarmUp = warmUp,
        });

    private RuleNode Literal(string literal, bool isCondition, double value) => Intern(
        literal,
        (key, number) => new RuleNode
        {
            Operation = RuleOperation.Constant,
            IsCondition = isCondition,
            Value = value,
            Key = key,
            Number = number,
            FirstKnown = 0,
            WarmUp = 0,
        });

    private RuleNode Intern(string key, Func<string, int, RuleNode> make)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            size.AddOperation();
            node = make(key, _nodes.Count);
            _nodes.Add(key, node);
        }

        return node;
    }

    private RuleNode? Fold(RuleOperation operation, RuleNode[] operands) => operation switch
    {
        RuleOperation.Choose => operands[0].IsConstant ? operands[operands[0].Value != 0 ? 1 : 2] : null,
        RuleOperation.And when operands.FirstOrDefault(operand => operand.IsConstant) is { } constant =>
            constant.Value == 0 ? constant : operands[0] == constant ? operands[1] : operands[0],
        RuleOperation.Or when operands.FirstOrDefault(operand => operand.IsConstant) is { } constant =>
            constant.Value != 0 ? constant : operands[0] == constant ? operands[1] : operands[0],
        _ when !operands.All(operand => operand.IsConstant) => null,
        RuleOperation.Not => Truth(operands[0].Value == 0),
        RuleOperation.Less or RuleOperation.LessOrEqual or RuleOperation.Equal or RuleOperation.NotEqual or RuleOperation.Known =>
            Truth(RuleArithmetic.Compare(operation, operands[0].Value, operands[^1].Value)),
        _ => Constant(RuleArithmetic.Compute(operation, operands[0].Value, operands[^1].Value)),
    };
}
