namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that takes whole numbers in a range.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Default">The value without a search.</param>
/// <param name="Low">The lowest value searched, inclusive.</param>
/// <param name="High">The highest value searched, inclusive.</param>
public sealed record IntegerStrategyParameter(string Name, string Title, string Description, string Unit, double Default, int Low, int High)
    : StrategyParameter(Name, Title, Description, Unit, Default)
{
    private const int Largest = 10_000;

    /// <inheritdoc/>
    public override double Lowest => 1;

    /// <inheritdoc/>
    public override double Highest => Largest;

    /// <inheritdoc/>
    public override bool IsWhole => true;

    /// <inheritdoc/>
    public override string Allowed => $"a whole number from 1 to {Largest}";

    /// <inheritdoc/>
    public override bool Allows(double value) => value >= 1 && value <= Largest && double.IsInteger(value);
}
