using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>Random parameters of a strategy from its declared search, its rules between parameters respected.</summary>
internal static class RandomParameters
{
    public static StrategyParameters Draw(IStrategy strategy, Random random) =>
        StrategyParameters.Create(strategy, Values(strategy, random));

    public static Dictionary<string, double> Values(IStrategy strategy, Random random)
    {
        while (true)
        {
            var values = strategy.Parameters.ToDictionary(parameter => parameter.Name, parameter => Draw(parameter, random));
            if (strategy.Orders.All(order => values[order.Smaller] < values[order.Larger]))
            {
                return values;
            }
        }
    }

    private static double Draw(StrategyParameter parameter, Random random) => parameter switch
    {
        ContinuousStrategyParameter { IsLogarithmic: true } ratio => ratio.Low * Math.Pow(ratio.High / ratio.Low, random.NextDouble()),
        ContinuousStrategyParameter range => range.Low + (random.NextDouble() * (range.High - range.Low)),
        IntegerStrategyParameter range => random.Next(range.Low, range.High + 1),
        ChoiceStrategyParameter choice => choice.Choices[random.Next(choice.Choices.Count)],
        _ => parameter.Default,
    };
}
