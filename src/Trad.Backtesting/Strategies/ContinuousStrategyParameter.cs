namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that takes any value in a range.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Default">The value without a search.</param>
/// <param name="Low">The lowest value searched, inclusive.</param>
/// <param name="High">The highest value searched, inclusive.</param>
/// <param name="IsLogarithmic">Whether ratios rather than differences are searched evenly.</param>
public sealed record ContinuousStrategyParameter(
    string Name, string Title, string Description, string Unit, double Default, double Low, double High, bool IsLogarithmic = false)
    : StrategyParameter(Name, Title, Description, Unit, Default)
{
    /// <inheritdoc/>
    public override double Lowest => LeastAboveZero;

    /// <inheritdoc/>
    public override double Highest => 1000;

    /// <inheritdoc/>
    public override bool IsWhole => false;

    /// <inheritdoc/>
    public override string Allowed => "a number from 0.000000001 to 1000";

    /// <inheritdoc/>
    public override bool Allows(double value) => value >= Lowest && value <= Highest;
}
