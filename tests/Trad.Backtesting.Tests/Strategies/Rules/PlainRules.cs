using Trad.Backtesting.Strategies.Rules.Syntax;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>
/// The rule language spelled out candle by candle: a tree walked anew for every candle. Of the engine it uses the parser.
/// </summary>
internal sealed class PlainRules
{
    private readonly CandleSeries _candles;
    private readonly PlainFunctions _functions;
    private readonly Dictionary<string, PlainRules> _higher = [];
    private readonly Dictionary<RuleExpression, Dictionary<int, double>> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleExpression, Dictionary<int, bool>> _conditions = new(ReferenceEqualityComparer.Instance);

    public PlainRules(CandleSeries candles) => (_candles, _functions) = (candles, new PlainFunctions(this, candles));

    /// <summary>A number at a candle; NaN where there is none, and before the first candle for whatever is read there.</summary>
    public double Number(RuleExpression expression, int t) => Once(_numbers, expression, t, Walk);

    /// <summary>A condition at a candle.</summary>
    public bool Condition(RuleExpression expression, int t) => Once(_conditions, expression, t, Judge);

    private double Walk(RuleExpression expression, int t) => expression switch
    {
        NumberExpression number => number.Value,
        NameExpression name => _functions.Column(name.Name, t),
        UnaryExpression unary => PlainFunctions.Finite(Number(unary.Operand, t) * -1),
        LagExpression lag => Number(lag.Operand, t - Whole(lag.Lag)),
        IntervalExpression higher => Higher(higher, t, (plain, at) => plain.Number(higher.Operand, at), double.NaN),
        BinaryExpression binary => Arithmetic(binary.Operator, Number(binary.Left, t), Number(binary.Right, t)),
        CallExpression call => _functions.Call(call, t),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
    };

    private bool Judge(RuleExpression expression, int t)
    {
        switch (expression)
        {
            case TruthExpression truth:
                return truth.Value;
            case UnaryExpression unary:
                return !Condition(unary.Operand, t);
            case LagExpression lag:
                return Condition(lag.Operand, t - Whole(lag.Lag));
            case IntervalExpression higher:
                return Higher(higher, t, (plain, at) => plain.Condition(higher.Operand, at) ? 1 : 0, 0) != 0;
            case BinaryExpression { Operator: RuleToken.And } and:
                return Condition(and.Left, t) && Condition(and.Right, t);
            case BinaryExpression { Operator: RuleToken.Or } or:
                return Condition(or.Left, t) || Condition(or.Right, t);
            case BinaryExpression binary:
                var (left, right) = (Number(binary.Left, t), Number(binary.Right, t));
                return !double.IsNaN(left) && !double.IsNaN(right) && binary.Operator switch
                {
                    RuleToken.Less => left < right,
                    RuleToken.LessOrEqual => left <= right,
                    RuleToken.Greater => left > right,
                    RuleToken.GreaterOrEqual => left >= right,
                    RuleToken.Equal => left == right,
                    RuleToken.NotEqual => left != right,
                    _ => throw new ArgumentOutOfRangeException(nameof(expression), binary.Operator, null),
                };
            case CallExpression call:
                return Event(call, t);
            default:
                throw new ArgumentOutOfRangeException(nameof(expression), expression, null);
        }
    }

    // What was walked once is not walked again: windows within windows would take for ever.
    private static T Once<T>(
        Dictionary<RuleExpression, Dictionary<int, T>> known, RuleExpression expression, int t, Func<RuleExpression, int, T> walk)
    {
        if (!known.TryGetValue(expression, out var values))
        {
            values = [];
            known[expression] = values;
        }

        if (!values.TryGetValue(t, out var value))
        {
            value = walk(expression, t);
            values[t] = value;
        }

        return value;
    }

    private static double Arithmetic(RuleToken sign, double left, double right) => PlainFunctions.Finite(sign switch
    {
        RuleToken.Plus => left + right,
        RuleToken.Minus => left - right,
        RuleToken.Times => left * right,
        RuleToken.Divide => left / right,
        RuleToken.Modulo => left % right,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
    });

    /// <summary>A number that is whole, and the same at every candle.</summary>
    public int Whole(RuleExpression expression) => (int)Number(expression, 0);

    private bool Event(CallExpression call, int t)
    {
        var a = call.Arguments;
        return call.Name switch
        {
            "cross_above" => Number(a[0], t) > Number(a[1], t) && Number(a[0], t - 1) <= Number(a[1], t - 1),
            "cross_below" => Number(a[0], t) < Number(a[1], t) && Number(a[0], t - 1) >= Number(a[1], t - 1),
            "rising" => t >= Whole(a[1]) - 1 && Enumerable.Range(0, Whole(a[1])).All(k => Number(a[0], t - k) > Number(a[0], t - k - 1)),
            "falling" => t >= Whole(a[1]) - 1 && Enumerable.Range(0, Whole(a[1])).All(k => Number(a[0], t - k) < Number(a[0], t - k - 1)),
            "known" => !double.IsNaN(Number(a[0], t)),
            "if" => Condition(a[0], t) ? Condition(a[1], t) : Condition(a[2], t),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Name, null),
        };
    }

    private double Higher(IntervalExpression higher, int t, Func<PlainRules, int, double> value, double unknown)
    {
        if (t < 0)
        {
            return unknown;
        }

        Assert.True(Interval.TryParse(higher.Code, out var interval));
        if (!_higher.TryGetValue(higher.Code, out var plain))
        {
            plain = new PlainRules(Longer(interval));
            _higher[higher.Code] = plain;
        }

        var now = _candles.Interval.CloseOf(_candles.OpenTime[t]);
        for (var i = plain.Count - 1; i >= 0; i--)
        {
            if (interval.CloseOf(plain.OpenTime(i)) <= now)
            {
                return value(plain, i);
            }
        }

        return unknown;
    }

    private int Count => _candles.Count;

    private long OpenTime(int t) => _candles.OpenTime[t];

    private CandleSeries Longer(Interval interval) => CandleSeries.From(interval,
    [
        .. Enumerable.Range(0, _candles.Count).Select(i => _candles[i]).GroupBy(candle => interval.OpenOf(candle.OpenTime))
            .Where(bucket => bucket.Count() == interval.CountParts(bucket.Key, _candles.Interval))
            .Select(bucket => new Candle(
                bucket.Key,
                bucket.First().Open,
                bucket.Max(candle => candle.High),
                bucket.Min(candle => candle.Low),
                bucket.Last().Close,
                (double)bucket.Sum(candle => (decimal)candle.Volume))),
    ]);
}
