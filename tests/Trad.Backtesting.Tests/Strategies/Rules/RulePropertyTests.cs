using CsCheck;
using Trad.Backtesting.Strategies.Rules;
using Trad.Backtesting.Strategies.Rules.Syntax;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>What holds for every expression that can be written.</summary>
public sealed class RulePropertyTests
{
    private const int Candles = 700;
    private const int Depth = 3;

    private static readonly CandleSeries Market = WithFlatStretch(RandomMarket.Make(3, Candles));

    [Fact]
    public void Numbers_any_expression_equal_the_plain_interpreter_bit_for_bit() => Gen.Int.Sample(
        seed =>
        {
            var text = new RandomExpression(new Random(seed)).Number(Depth);
            if (Compiled(text, RuleRunner.Numbers) is { } values)
            {
                var (plain, expression) = (new PlainRules(Market), RuleParser.Read("long", text));
                for (var t = 0; t < Candles; t++)
                {
                    var expected = plain.Number(expression, t);
                    Assert.True(
                        expected.Equals(values[t]),
                        $"{text} at {t}: {values[t]:R}, expected {expected:R}");
                }
            }
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Conditions_any_expression_equal_the_plain_interpreter() => Gen.Int.Sample(
        seed =>
        {
            var text = new RandomExpression(new Random(seed)).Condition(Depth);
            if (Compiled(text, RuleRunner.Conditions) is { } held)
            {
                var (plain, expression) = (new PlainRules(Market), RuleParser.Read("long", text));
                for (var t = 0; t < Candles; t++)
                {
                    Assert.True(plain.Condition(expression, t) == held[t], $"{text} at {t}: {held[t]}");
                }
            }
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Numbers_any_expression_never_look_ahead() => Gen.Select(Gen.Int, Gen.Int[1, Candles - 1]).Sample(
        (seed, kept) =>
        {
            var text = new RandomExpression(new Random(seed)).Number(Depth);
            if (Compiled(text, RuleRunner.Numbers) is { } whole)
            {
                foreach (var changed in new[] { RandomMarket.Truncate(Market, kept), RandomMarket.Poison(Market, kept) })
                {
                    var known = RuleRunner.Numbers(text, changed);
                    for (var t = 0; t < kept; t++)
                    {
                        Assert.True(whole[t].Equals(known[t]), $"{text} at {t} of {kept}: {known[t]:R}, with the future {whole[t]:R}");
                    }
                }
            }
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void Numbers_asked_for_twice_are_the_same() => Gen.Int.Sample(
        seed =>
        {
            var text = new RandomExpression(new Random(seed)).Number(Depth);
            if (Compiled(text, RuleRunner.Numbers) is { } values)
            {
                Assert.Equal(values, RuleRunner.Numbers(text, Market));
            }
        },
        iter: 100,
        threads: 1);

    // What divides by zero at every candle, or is otherwise the same everywhere and no number, is refused: that is no finding here.
    private static T[]? Compiled<T>(string text, Func<string, CandleSeries, T[]> run)
    {
        try
        {
            return run(text, Market);
        }
        catch (RuleException refused) when (refused.Message.Contains("this gives no number", StringComparison.Ordinal))
        {
            return null;
        }
    }

    // Zero ranges and zero volumes, so that there is something to divide by zero; whole volumes, whose sums nobody can round otherwise.
    private static CandleSeries WithFlatStretch(CandleSeries candles)
    {
        var i = -1;
        return RandomMarket.Change(candles, candle => ++i is > 300 and < 360 || i % 97 == 0
            ? candle with { Open = 100, High = 100, Low = 100, Close = 100, Volume = 0 }
            : candle with { Volume = Math.Round(candle.Volume) });
    }
}
