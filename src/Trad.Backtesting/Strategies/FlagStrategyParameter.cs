namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that is on or off; its number is 1 or 0.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means when it is on.</param>
/// <param name="IsOn">Whether it is on without a search.</param>
/// <param name="IsSearched">Whether the default search tries both; otherwise it stays as it is unless a request says more.</param>
public sealed record FlagStrategyParameter(string Name, string Title, string Description, bool IsOn, bool IsSearched = false)
    : StrategyParameter(Name, Title, Description, "true or false", IsOn ? 1 : 0)
{
    /// <inheritdoc/>
    public override double Lowest => 0;

    /// <inheritdoc/>
    public override double Highest => 1;

    /// <inheritdoc/>
    public override bool IsWhole => true;

    /// <inheritdoc/>
    public override string Allowed => "true or false";

    /// <inheritdoc/>
    public override bool Allows(double value) => value is 0 or 1;
}
