using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Evaluation;
using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>
/// Whether a document can be carried out all over its search: with the defaults, with all parameters at their lowest or highest, and
/// with each alone there.
/// </summary>
internal static class RuleLimitsCheck
{
    // A strategy may read any higher interval; that its own candles make it up is checked when these are known.
    private static readonly Interval Finest = Interval.OneSecond;

    /// <summary>Refuses a document that cannot.</summary>
    /// <param name="strategy">The strategy of the document.</param>
    /// <param name="document">The document.</param>
    /// <param name="isNew">Whether nobody has used it yet: then what is pointless is refused, too.</param>
    /// <exception cref="RuleException">The faults, with the parameters that they come with.</exception>
    public static void Run(RuleStrategy strategy, RuleDocument document, bool isNew)
    {
        RulePlan.Compile(document, StrategyParameters.Defaults(strategy), Finest, isNew);
        foreach (var values in Corners(document.Parameters))
        {
            if (document.Orders.Any(order => !(values.GetValueOrDefault(order.Smaller) < values.GetValueOrDefault(order.Larger))))
            {
                continue;
            }

            var parameters = StrategyParameters.Create(strategy, values);
            try
            {
                RulePlan.Compile(document, parameters, Finest, isNew);
            }
            catch (RuleException refused)
            {
                throw new RuleException(
                    [.. refused.Faults.Select(fault => fault with { Message = $"{fault.Message} (with {parameters})" })]);
            }
        }
    }

    private static IEnumerable<Dictionary<string, double>> Corners(IReadOnlyList<StrategyParameter> parameters)
    {
        var defaults = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal);
        yield return parameters.ToDictionary(parameter => parameter.Name, parameter => Ends(parameter).Low, StringComparer.Ordinal);
        yield return parameters.ToDictionary(parameter => parameter.Name, parameter => Ends(parameter).High, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            yield return new(defaults, StringComparer.Ordinal) { [parameter.Name] = Ends(parameter).Low };
            yield return new(defaults, StringComparer.Ordinal) { [parameter.Name] = Ends(parameter).High };
        }
    }

    private static (double Low, double High) Ends(StrategyParameter parameter) => parameter switch
    {
        IntegerStrategyParameter range => (range.Low, range.High),
        ContinuousStrategyParameter range => (range.Low, range.High),
        ChoiceStrategyParameter choice => (choice.Choices[0], choice.Choices[^1]),
        _ => (0, 1),
    };
}
