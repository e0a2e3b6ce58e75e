using System.Globalization;

namespace Trad.Backtesting.Strategies;

/// <summary>The values of a strategy's parameters for one backtest.</summary>
public sealed class StrategyParameters
{
    private readonly Dictionary<string, double> _values;

    private StrategyParameters(Dictionary<string, double> values) => _values = values;

    /// <summary>Every value by its parameter's name, in the order in which the strategy declares them.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>The value of a parameter that the strategy declares.</summary>
    public double this[string name] => _values[name];

    /// <summary>The value of a whole-number parameter.</summary>
    public int WholeNumber(string name) => (int)_values[name];

    /// <summary>Names and values, comma separated, for messages.</summary>
    public override string ToString() =>
        string.Join(", ", _values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value}")));

    /// <summary>Every parameter at its default.</summary>
    public static StrategyParameters Defaults(IStrategy strategy) => Create(strategy, []);

    /// <summary>The given values, and the defaults of the parameters not given.</summary>
    /// <exception cref="ArgumentException">A value belongs to no parameter of the strategy, or is not allowed.</exception>
    public static StrategyParameters Create(IStrategy strategy, IEnumerable<KeyValuePair<string, double>> values)
    {
        var all = strategy.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            var parameter = strategy.Parameters.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new ArgumentException(
                    $"{strategy.Name} has no parameter '{name}'; it has {string.Join(", ", strategy.Parameters.Select(known => known.Name))}.");
            if (!parameter.Allows(value))
            {
                throw new ArgumentException($"{name} is {value}; allowed is {parameter.Allowed}.");
            }

            all[name] = value;
        }

        return new StrategyParameters(all);
    }
}
