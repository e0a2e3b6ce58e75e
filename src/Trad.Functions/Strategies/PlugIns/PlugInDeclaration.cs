using Trad.Backtesting.Strategies;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>
/// What a strategy in C# says of itself, asked once before anybody uses it: a range that is upside down would fail every training and
/// every check, long after the mistake was made and far from the file that it was made in.
/// </summary>
internal static class PlugInDeclaration
{
    /// <summary>Refuses a strategy that cannot be described, or whose parameters cannot be searched.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <exception cref="ArgumentException">
    /// Title, description, a parameter or an order cannot be used; the message says what is wrong.
    /// </exception>
    public static void Check(IStrategy strategy)
    {
        foreach (var (member, text) in new[]
        {
            (nameof(strategy.Title), strategy.Title), (nameof(strategy.Description), strategy.Description),
        })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new ArgumentException($"{member} is empty; wanted is a text");
            }
        }

        foreach (var parameter in strategy.Parameters)
        {
            Check(parameter);
        }

        var errors = new ValidationErrors();
        if (SearchSpaces.TryMake(strategy, null, errors) is null)
        {
            throw new ArgumentException(string.Join("; ", errors.ByField.SelectMany(field => field.Value)));
        }

        // Whatever else is asked of it later is asked once here: its defaults, its warm-up.
        StrategyDescription.FromStrategy(strategy);
    }

    private static void Check(StrategyParameter? parameter)
    {
        if (parameter is null)
        {
            throw new ArgumentException($"one of the {nameof(IStrategy.Parameters)} is null");
        }

        double[] values = parameter switch
        {
            IntegerStrategyParameter range => [parameter.Default, range.Low, range.High],
            ContinuousStrategyParameter range => [parameter.Default, range.Low, range.High],
            ChoiceStrategyParameter choice => [parameter.Default, .. choice.Choices],
            _ => [parameter.Default],
        };
        foreach (var value in values.Where(value => !parameter.Allows(value)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"the parameter '{parameter.Name}' has {value} as default or in its search; allowed is {parameter.Allowed}"));
        }
    }
}
