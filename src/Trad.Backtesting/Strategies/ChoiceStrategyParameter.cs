using System.Globalization;

namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that takes one of some whole numbers, in order.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Default">The value without a search.</param>
/// <param name="Choices">The values searched, smallest first.</param>
public sealed record ChoiceStrategyParameter(
    string Name, string Description, string Unit, double Default, IReadOnlyList<double> Choices)
    : StrategyParameter(Name, Description, Unit, Default)
{
    private const int Largest = 10_000;

    /// <inheritdoc/>
    public override double Lowest => 1;

    /// <inheritdoc/>
    public override double Highest => Largest;

    /// <inheritdoc/>
    public override string Allowed => string.Create(
        CultureInfo.InvariantCulture, $"a whole number from 1 to {Largest}; the default search is {string.Join(", ", Choices)}");

    /// <inheritdoc/>
    public override bool Allows(double value) => value >= 1 && value <= Largest && double.IsInteger(value);
}
