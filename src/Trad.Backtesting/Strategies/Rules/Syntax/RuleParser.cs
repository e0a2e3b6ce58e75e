using System.Globalization;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Trad.Backtesting.Strategies.Rules.Syntax;

/// <summary>Reads expressions of the rule language.</summary>
/// <remarks>
/// From the loosest to the tightest: <c>or</c>, <c>and</c>, <c>not</c>, one comparison, <c>+ -</c>, <c>* / %</c>, the sign, and behind an
/// operand <c>[candles]</c> and <c>@interval</c>. How deep a text nests is counted before it is parsed.
/// </remarks>
internal static class RuleParser
{
    private static readonly Tokenizer<RuleToken> Words = new TokenizerBuilder<RuleToken>()
        .Ignore(Span.WhiteSpace)
        .Match(Span.Regex(@"@[0-9]*[A-Za-z]*"), RuleToken.Interval)
        .Match(Span.Regex(@"([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?"), RuleToken.Number, requireDelimiters: true)
        .Match(Span.EqualTo("and"), RuleToken.And, requireDelimiters: true)
        .Match(Span.EqualTo("or"), RuleToken.Or, requireDelimiters: true)
        .Match(Span.EqualTo("not"), RuleToken.Not, requireDelimiters: true)
        .Match(Span.EqualTo("true"), RuleToken.True, requireDelimiters: true)
        .Match(Span.EqualTo("false"), RuleToken.False, requireDelimiters: true)
        .Match(Identifier.CStyle, RuleToken.Name, requireDelimiters: true)
        .Match(Span.EqualTo("<="), RuleToken.LessOrEqual)
        .Match(Span.EqualTo(">="), RuleToken.GreaterOrEqual)
        .Match(Span.EqualTo("=="), RuleToken.Equal)
        .Match(Span.EqualTo("!="), RuleToken.NotEqual)
        .Match(Character.EqualTo('<'), RuleToken.Less)
        .Match(Character.EqualTo('>'), RuleToken.Greater)
        .Match(Character.EqualTo('('), RuleToken.LeftParenthesis)
        .Match(Character.EqualTo(')'), RuleToken.RightParenthesis)
        .Match(Character.EqualTo('['), RuleToken.LeftBracket)
        .Match(Character.EqualTo(']'), RuleToken.RightBracket)
        .Match(Character.EqualTo(','), RuleToken.Comma)
        .Match(Character.EqualTo('+'), RuleToken.Plus)
        .Match(Character.EqualTo('-'), RuleToken.Minus)
        .Match(Character.EqualTo('*'), RuleToken.Times)
        .Match(Character.EqualTo('/'), RuleToken.Divide)
        .Match(Character.EqualTo('%'), RuleToken.Modulo)
        .Build();

    private static readonly TokenListParser<RuleToken, RuleExpression[]> Arguments =
        from open in Token.EqualTo(RuleToken.LeftParenthesis)
        from arguments in Parse.Ref(() => Whole!).ManyDelimitedBy(Token.EqualTo(RuleToken.Comma))
        from close in Token.EqualTo(RuleToken.RightParenthesis)
        select arguments;

    private static readonly TokenListParser<RuleToken, RuleExpression> Operand =
        Token.EqualTo(RuleToken.Number).Select(RuleExpression (token) =>
            new NumberExpression(PositionOf(token), double.Parse(token.ToStringValue(), CultureInfo.InvariantCulture)))
        .Or(Token.EqualTo(RuleToken.True).Select(RuleExpression (token) => new TruthExpression(PositionOf(token), true)))
        .Or(Token.EqualTo(RuleToken.False).Select(RuleExpression (token) => new TruthExpression(PositionOf(token), false)))
        .Or(
            from name in Token.EqualTo(RuleToken.Name)
            from arguments in Arguments.AsNullable().OptionalOrDefault()
            select arguments is null
                ? (RuleExpression)new NameExpression(PositionOf(name), name.ToStringValue())
                : new CallExpression(PositionOf(name), name.ToStringValue(), arguments))
        .Or(
            from open in Token.EqualTo(RuleToken.LeftParenthesis)
            from inner in Parse.Ref(() => Whole!)
            from close in Token.EqualTo(RuleToken.RightParenthesis)
            select inner);

    private static readonly TokenListParser<RuleToken, Func<RuleExpression, RuleExpression>> Suffix =
        (from open in Token.EqualTo(RuleToken.LeftBracket)
         from lag in Parse.Ref(() => Whole!)
         from close in Token.EqualTo(RuleToken.RightBracket)
         select (Func<RuleExpression, RuleExpression>)(operand => new LagExpression(operand, lag)))
        .Or(Token.EqualTo(RuleToken.Interval).Select(Func<RuleExpression, RuleExpression> (token) =>
            operand => new IntervalExpression(operand, PositionOf(token), token.ToStringValue()[1..])));

    private static readonly TokenListParser<RuleToken, RuleExpression> Suffixed =
        from operand in Operand
        from suffixes in Suffix.Many()
        select suffixes.Aggregate(operand, (inner, suffix) => suffix(inner));

    private static readonly TokenListParser<RuleToken, RuleExpression> Signed =
        (from sign in Token.EqualTo(RuleToken.Minus)
         from operand in Parse.Ref(() => Signed!)
         select (RuleExpression)new UnaryExpression(PositionOf(sign), RuleToken.Minus, operand))
        .Or(Suffixed);

    private static readonly TokenListParser<RuleToken, RuleExpression> Product = Chain(
        Signed, RuleToken.Times, RuleToken.Divide, RuleToken.Modulo);

    private static readonly TokenListParser<RuleToken, RuleExpression> Sum = Chain(Product, RuleToken.Plus, RuleToken.Minus);

    private static readonly TokenListParser<RuleToken, RuleExpression> Comparison = Chain(
        Sum,
        RuleToken.Less, RuleToken.LessOrEqual, RuleToken.Greater, RuleToken.GreaterOrEqual, RuleToken.Equal, RuleToken.NotEqual);

    private static readonly TokenListParser<RuleToken, RuleExpression> Negated =
        (from word in Token.EqualTo(RuleToken.Not)
         from operand in Parse.Ref(() => Negated!)
         select (RuleExpression)new UnaryExpression(PositionOf(word), RuleToken.Not, operand))
        .Or(Comparison);

    private static readonly TokenListParser<RuleToken, RuleExpression> Whole =
        Chain(Chain(Negated, RuleToken.And), RuleToken.Or);

    /// <summary>Reads an expression.</summary>
    /// <param name="field">The field that it stands in, for the message.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="RuleException">The text is no expression; the fault has its line and column.</exception>
    public static RuleExpression Read(string field, string text)
    {
        if (text.Length > RuleLimits.LongestExpression)
        {
            throw Refusal(
                field, text, RuleLimits.LongestExpression,
                $"the expression has {text.Length} characters; allowed are {RuleLimits.LongestExpression}, use definitions for its parts");
        }

        var words = Words.TryTokenize(text);
        if (!words.HasValue)
        {
            var (place, hint) = RuleSpelling.Unreadable(text, words.ErrorPosition.Absolute);
            throw Refusal(field, text, place, hint);
        }

        CheckNesting(field, text, words.Value);
        var parsed = Whole.AtEnd().TryParse(words.Value);
        if (!parsed.HasValue)
        {
            var position = parsed.ErrorPosition.HasValue ? parsed.ErrorPosition.Absolute : text.Length;
            throw RuleSpelling.Find(words.Value, position) is var (word, meant)
                ? Refusal(field, text, word, meant)
                : Refusal(field, text, position, RuleSpelling.Unexpected(text, position, parsed));
        }

        return parsed.Value.Depth <= RuleLimits.DeepestExpression ? parsed.Value : throw Refusal(
            field, text, 0,
            $"the expression has {parsed.Value.Depth} operations within one another; allowed are {RuleLimits.DeepestExpression}, "
            + "use definitions for its parts");
    }

    private static TokenListParser<RuleToken, RuleExpression> Chain(
        TokenListParser<RuleToken, RuleExpression> operand, params RuleToken[] operators)
    {
        var sign = operators.Select(Token.EqualTo).Aggregate((left, right) => left.Or(right));
        return Parse.Chain(sign, operand, (token, left, right) => (RuleExpression)new BinaryExpression(token.Kind, left, right));
    }

    private static void CheckNesting(string field, string text, TokenList<RuleToken> words)
    {
        var open = new Stack<int>();
        var (depth, prefixes) = (0, 0);
        foreach (var word in words)
        {
            switch (word.Kind)
            {
                case RuleToken.Not or RuleToken.Minus:
                    prefixes++;
                    depth++;
                    break;
                case RuleToken.LeftParenthesis or RuleToken.LeftBracket:
                    open.Push(prefixes);
                    prefixes = 0;
                    depth++;
                    break;
                case RuleToken.RightParenthesis or RuleToken.RightBracket when open.TryPop(out var outer):
                    depth -= prefixes + 1;
                    (depth, prefixes) = (depth - outer, 0);
                    break;
                default:
                    (depth, prefixes) = (depth - prefixes, 0);
                    break;
            }

            if (depth > RuleLimits.DeepestNesting)
            {
                throw Refusal(
                    field, text, PositionOf(word),
                    $"more than {RuleLimits.DeepestNesting} brackets, signs and 'not' within one another; use definitions for the parts");
            }
        }
    }

    private static int PositionOf(Token<RuleToken> token) => token.Position.Absolute;

    private static RuleException Refusal(string field, string text, int position, string message) =>
        new([RuleFault.At(field, text, position, message)]);
}
