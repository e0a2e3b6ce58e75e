using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>The range of a parameter that a request asks for: any value, with a step, or by ratios.</summary>
internal static class SearchRange
{
    /// <summary>The range as a parameter of the search, or null after recording what is wrong with it.</summary>
    /// <param name="declared">The parameter.</param>
    /// <param name="field">What the request calls the change.</param>
    /// <param name="change">The change.</param>
    /// <param name="low">Its lowest value.</param>
    /// <param name="high">Its highest value.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static Parameter? TryMake(
        StrategyParameter declared, string field, ParameterOverride change, double low, double high, ValidationErrors errors)
    {
        if (!SearchSpaces.IsAllowed(
            declared, $"{field}.low", low, errors) | !SearchSpaces.IsAllowed(declared, $"{field}.high", high, errors))
        {
            return null;
        }

        if (low > high)
        {
            errors.Add(field, Text($"low {low} is above high {high}"));
            return null;
        }

        if (!IsScaleAllowed(declared, field, change, low, high, errors))
        {
            return null;
        }

        if (low == high)
        {
            return new FixedParameter(declared.Name, SearchSpaces.ValueOf(declared, low));
        }

        if (declared is FlagStrategyParameter)
        {
            return new ChoiceParameter(declared.Name, [false, true], isOrdered: true);
        }

        var isLogarithmic = change.Log ?? (change.Step is null && declared is ContinuousStrategyParameter { IsLogarithmic: true });
        return change.Step is { } step && !(declared.IsWhole && step == 1) ? new SteppedParameter(declared.Name, low, high, step)
            : declared.IsWhole ? new IntegerParameter(declared.Name, (long)low, (long)high, isLogarithmic)
            : new ContinuousParameter(declared.Name, low, high, isLogarithmic);
    }

    private static bool IsScaleAllowed(
        StrategyParameter declared, string field, ParameterOverride change, double low, double high, ValidationErrors errors)
    {
        var before = errors.ByField.Count;
        if (declared is FlagStrategyParameter && (change.Step is not null || change.Log is not null))
        {
            errors.Add(change.Step is null ? $"{field}.log" : $"{field}.step", "is for numbers; this parameter is on or off");
            return false;
        }

        if (change.Step is { } step)
        {
            CheckStep(declared, $"{field}.step", step, low, high, errors);
            if (change.Log == true && !(declared.IsWhole && step == 1))
            {
                errors.Add($"{field}.log", "cannot go with step; leave one of them out");
            }
        }

        if (change.Log == true && low < (declared.IsWhole ? 1 : StrategyParameter.LeastAboveZero))
        {
            errors.Add(
                $"{field}.low", Text($"is {low}; allowed is {(declared.IsWhole ? "1 or more" : "a number above 0")}, since log is true"));
        }

        return errors.ByField.Count == before;
    }

    private static void CheckStep(StrategyParameter declared, string field, double step, double low, double high, ValidationErrors errors)
    {
        if (!(step > 0) || !double.IsFinite(step) || (declared.IsWhole && !double.IsInteger(step)))
        {
            errors.Add(field, Text($"is {step}; allowed is {(declared.IsWhole ? "a whole number" : "a number")} above 0"));
        }
        else if (low < high)
        {
            try
            {
                _ = new SteppedParameter(declared.Name, low, high, step);
            }
            catch (SearchSpaceException refused)
            {
                errors.Add(field, $"is {refused.Value}; allowed is a number {refused.Allowed}");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
