using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>No function of the language knows the future: each of them, by itself, of another, of a lag and of a higher interval.</summary>
public sealed class RuleFunctionLookAheadTests
{
    private const int Candles = 420;

    private static readonly CandleSeries Market = RandomMarket.Change(
        RandomMarket.Make(8, Candles), candle => candle with
        {
            TradeCount = 10 + (candle.OpenTime / 300_000 % 7),
            QuoteVolume = candle.Volume * candle.Close,
        });

    // Within a higher candle, at its last part, and where a block of 64 ends.
    private static readonly int[] Cuts = [97, 128, 191, 251, 252, 320, 383, Candles - 1];

    public static TheoryData<string> Functions => [.. RuleFunctions.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_has_values_and_they_stay_when_the_future_is_cut_off_or_another(string name)
    {
        var function = RuleFunctions.ByName[name];
        foreach (var text in Calls(function))
        {
            var whole = Run(text, function.IsCondition, Market);
            Assert.True(whole.Any(value => double.IsFinite(value) && (value != 0 || !function.IsCondition)), $"{text} has no values");
            foreach (var cut in Cuts)
            {
                foreach (var changed in new[] { RandomMarket.Truncate(Market, cut), RandomMarket.Poison(Market, cut) })
                {
                    var known = Run(text, function.IsCondition, changed);
                    for (var t = 0; t < cut; t++)
                    {
                        Assert.True(whole[t].Equals(known[t]), $"{text} at {t} of {cut}: {known[t]:R}, with the future {whole[t]:R}");
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Calls(RuleFunction function)
    {
        var call = Call(function, "close");
        return function.Arguments.Any(argument => argument.Kind == RuleArgumentKind.Number)
            ? [call, Call(function, "ema(high, 4)"), Call(function, "(typical + obv@30m)"), $"({call})[2]", $"({call})@15m"]
            : [call, $"({call})[2]", $"({call})@15m"];
    }

    private static string Call(RuleFunction function, string source) => function.Arguments.Count == 0
        ? function.Name
        : $"{function.Name}({string.Join(", ", function.Arguments.Select((argument, i) => argument.Kind switch
        {
            RuleArgumentKind.Condition => $"{source} > open",
            RuleArgumentKind.Length => argument.Name == "most" ? "12" : $"{2 + i}",
            RuleArgumentKind.Fixed => "0.5",
            // Crossings need two that cross, powers one that stays small.
            RuleArgumentKind.Number when i > 0 => function.Name == "power" ? "0.5" : "sma(close, 3)",
            RuleArgumentKind.Any when i > 1 => "open",
            _ => source,
        }))})";

    private static double[] Run(string text, bool isCondition, CandleSeries candles) => isCondition
        ? Array.ConvertAll(RuleRunner.Conditions(text, candles), held => held ? 1.0 : 0)
        : RuleRunner.Numbers(text, candles);
}
