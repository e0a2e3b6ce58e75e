using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Syntax;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Gives the expressions of a document their meaning for one set of parameters and the candles of one interval.</summary>
/// <remarks>
/// The language cannot name the future: a lag is a constant that is not below zero, every function looks back, and of a higher interval
/// only candles that have closed are there.
/// </remarks>
internal sealed class RuleBinder
{
    private readonly RuleDocument _document;
    private readonly StrategyParameters _values;
    private readonly Interval _interval;
    private readonly RuleSize _size = new();
    private readonly Dictionary<Interval, RuleScope> _scopes = [];
    private readonly RuleScope _own;
    private readonly List<RuleFault> _empty = [];

    /// <summary>A binder; its definitions are bound at once.</summary>
    public RuleBinder(RuleDocument document, StrategyParameters values, Interval interval)
    {
        (_document, _values, _interval) = (document, values, interval);
        _own = ScopeOf(interval);
    }

    /// <summary>The graph over the strategy's own candles.</summary>
    public RuleGraph Graph => _own.Graph;

    /// <summary>What is wrong with definitions.</summary>
    public IEnumerable<RuleFault> BrokenDefinitions => _own.Broken.Values.SelectMany(broken => broken.Faults).Distinct();

    /// <summary>What has a meaning, but never a value: it divides by zero at every candle.</summary>
    public IReadOnlyList<RuleFault> NeverKnown => _empty;

    /// <summary>The meaning of a rule that must be true or false.</summary>
    /// <exception cref="RuleException">It has none.</exception>
    public RuleNode Condition(RuleText rule)
    {
        var bound = Bind(rule.Expression, rule, _own);
        return bound.Node.IsCondition
            ? bound.Node
            : throw Fault(rule, rule.Expression, "this is a number; a rule must be a condition, for example close > sma(close, 20)");
    }

    /// <summary>The meaning of a rule that must be a number.</summary>
    /// <exception cref="RuleException">It has none.</exception>
    public RuleNode Number(RuleText rule)
    {
        var bound = Bind(rule.Expression, rule, _own);
        return bound.Node.IsCondition
            ? throw Fault(rule, rule.Expression, "this is a condition; a number is needed, for example 2 * atr(14)")
            : bound.Node;
    }

    /// <summary>The number of candles that a rule says, the same at every candle.</summary>
    /// <exception cref="RuleException">It says none, or one that is not allowed.</exception>
    public int Candles(RuleText rule) => (int)RuleArguments.CheckLength(
        Bind(rule.Expression, rule, _own), rule, rule.Expression, new RuleArgument("number of candles", RuleArgumentKind.Length)).Value;

    /// <summary>What is wrong with a part of a rule.</summary>
    public static RuleException Fault(RuleText rule, RuleExpression place, string message) => Fault(rule, place.Position, message);

    private static RuleException Fault(RuleText rule, int position, string message) =>
        new([RuleFault.At(rule.Field, rule.Text, position, message)]);

    private RuleScope ScopeOf(Interval interval)
    {
        if (_scopes.TryGetValue(interval, out var known))
        {
            return known;
        }

        var scope = new RuleScope(interval, _size);
        _scopes[interval] = scope;
        foreach (var (name, rule) in _document.Definitions)
        {
            try
            {
                scope.Definitions[name] = Bind(rule.Expression, rule, scope);
            }
            catch (RuleException broken)
            {
                scope.Broken[name] = broken;
            }
        }

        return scope;
    }

    private BoundExpression Bind(RuleExpression expression, RuleText rule, RuleScope scope)
    {
        try
        {
            var bound = expression switch
            {
                NumberExpression number => Literal(number, rule, scope),
                TruthExpression truth => new BoundExpression(scope.Graph.Truth(truth.Value), false),
                NameExpression name => Name(name, rule, scope),
                CallExpression call => Call(call, rule, scope),
                UnaryExpression unary => RuleOperators.Unary(unary, Bind(unary.Operand, rule, scope), rule, scope.Graph),
                BinaryExpression binary => Binary(binary, rule, scope),
                LagExpression lag => Lag(lag, rule, scope),
                IntervalExpression higher => Higher(higher, rule, scope),
                _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
            };
            return bound.Node is { IsConstant: true, Value: double.NaN }
                ? throw Fault(rule, expression, "this gives no number: it divides by zero, or leaves the range of numbers")
                : bound;
        }
        catch (RefusedNodeException tooLarge)
        {
            throw Fault(rule, expression, tooLarge.Message);
        }
    }

    private static BoundExpression Literal(NumberExpression number, RuleText rule, RuleScope scope) => double.IsFinite(number.Value)
        ? new BoundExpression(scope.Graph.Constant(number.Value), double.IsInteger(number.Value))
        : throw Fault(rule, number, "the number is too large");

    private BoundExpression Binary(BinaryExpression binary, RuleText rule, RuleScope scope)
    {
        var (left, right) = (Bind(binary.Left, rule, scope), Bind(binary.Right, rule, scope));
        var bound = RuleOperators.Binary(binary, left, right, rule, scope.Graph);
        if (binary.Operator is RuleToken.Divide or RuleToken.Modulo && right.Node is { IsConstant: true, Value: 0 }
            && !left.Node.IsConstant)
        {
            _empty.Add(RuleFault.At(
                rule.Field, rule.Text, binary.Right.Position, "this is 0 at every candle, and what is divided by zero never has a value"));
        }

        return bound;
    }

    private BoundExpression Name(NameExpression name, RuleText rule, RuleScope scope)
    {
        if (_document.Parameters.FirstOrDefault(parameter => parameter.Name == name.Name) is { } parameter)
        {
            var value = _values[name.Name];
            return parameter is FlagStrategyParameter
                ? new BoundExpression(scope.Graph.Truth(value != 0), false)
                : new BoundExpression(scope.Graph.Constant(value), parameter.IsWhole);
        }

        if (scope.Definitions.TryGetValue(name.Name, out var definition))
        {
            return definition;
        }

        if (scope.Broken.TryGetValue(name.Name, out var broken))
        {
            throw broken;
        }

        if (RuleFunctions.ByName.TryGetValue(name.Name, out var function))
        {
            return function.Arguments.Count == 0
                ? new BoundExpression(function.Build(scope.Graph, new RuleCall([])), function.IsWhole)
                : throw Fault(rule, name, $"'{name.Name}' is a function; write {function.Signature}");
        }

        if (_document.Definitions.Any(later => later.Name == name.Name))
        {
            var where = rule.Field == $"definitions.{name.Name}" ? "by itself" : "further down";
            throw Fault(rule, name, $"'{name.Name}' is defined {where}; a definition can use those before it");
        }

        throw Fault(rule, name, $"'{name.Name}' is unknown{RuleSpelling.Foreign(name.Name)}{NearestName.Suggestion(name.Name, KnownNames)}");
    }

    private IEnumerable<string> KnownNames => _document.Parameters.Select(parameter => parameter.Name)
        .Concat(_document.Definitions.Select(definition => definition.Name))
        .Concat(RuleFunctions.ByName.Keys)
        .Concat(["true", "false"]);

    private BoundExpression Call(CallExpression call, RuleText rule, RuleScope scope)
    {
        if (!RuleFunctions.ByName.TryGetValue(call.Name, out var function))
        {
            throw Fault(
                rule, call, KnownNames.Contains(call.Name)
                    ? $"'{call.Name}' is no function; write it without brackets"
                    : $"there is no function '{call.Name}'{NearestName.Suggestion(call.Name, RuleFunctions.ByName.Keys)}");
        }

        if (call.Arguments.Count != function.Arguments.Count)
        {
            throw Fault(rule, call, function.Arguments.Count == 0
                ? $"'{call.Name}' is no function; write it without brackets"
                : $"{call.Name} takes {function.Arguments.Count} arguments, found {call.Arguments.Count}; write {function.Signature}");
        }

        var arguments = new RuleNode[call.Arguments.Count];
        var areWhole = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            var bound = Bind(call.Arguments[i], rule, scope);
            arguments[i] = RuleArguments.Check(bound, rule, call.Arguments[i], function, i);
            if (function.Arguments[i].Kind == RuleArgumentKind.Any && i == arguments.Length - 1
                && arguments[i].IsCondition != arguments[i - 1].IsCondition)
            {
                throw Fault(rule, call.Arguments[i], $"the last two arguments of {call.Name} must both be numbers or both be conditions");
            }

            areWhole &= bound.IsWhole || bound.Node.IsCondition;
        }

        return new BoundExpression(
            function.Build(scope.Graph, new RuleCall(arguments)), function.IsWhole || (function.KeepsWhole && areWhole));
    }

    private BoundExpression Lag(LagExpression lag, RuleText rule, RuleScope scope)
    {
        var operand = Bind(lag.Operand, rule, scope);
        var candles = Bind(lag.Lag, rule, scope);
        if (candles.Node is { IsConstant: true, IsCondition: false, Value: < 0 })
        {
            throw Fault(
                rule, lag.Lag, "a value can only be looked up back in time: [1] is the candle before, and nobody knows the one after");
        }

        var length = RuleArguments.CheckLength(
            candles, rule, lag.Lag, new RuleArgument("number of candles in brackets", RuleArgumentKind.Length, Least: 0));
        return operand with { Node = scope.Graph.Lagged(operand.Node, (int)length.Value) };
    }

    private BoundExpression Higher(IntervalExpression higher, RuleText rule, RuleScope scope)
    {
        if (scope.Graph.Interval != _interval)
        {
            throw Fault(rule, higher.CodePosition, "an interval cannot stand within another");
        }

        if (!Interval.TryParse(higher.Code, out var interval))
        {
            throw Fault(rule, higher.CodePosition, $"'@{higher.Code}' is no interval; known are {Interval.KnownCodes}");
        }

        if (!interval.IsTiledBy(scope.Graph.Interval))
        {
            throw Fault(
                rule, higher.CodePosition,
                $"candles of {scope.Graph.Interval} do not make up candles of {interval}; '@' takes a higher interval");
        }

        if (interval == scope.Graph.Interval)
        {
            return Bind(higher.Operand, rule, scope);
        }

        var inner = ScopeOf(interval);
        var bound = Bind(higher.Operand, rule, inner);
        if (!bound.Node.IsCondition)
        {
            return new BoundExpression(scope.Graph.Higher(bound.Node, interval), bound.IsWhole);
        }

        var digit = inner.Graph.Make(RuleOperation.Choose, bound.Node, inner.Graph.Constant(1), inner.Graph.Constant(0));
        return new BoundExpression(
            scope.Graph.Make(RuleOperation.Equal, scope.Graph.Higher(digit, interval), scope.Graph.Constant(1)), false);
    }
}
