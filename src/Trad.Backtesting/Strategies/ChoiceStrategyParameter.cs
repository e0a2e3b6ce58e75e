using System.Globalization;

namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that takes one of some numbers, in order; whole numbers when all choices are whole.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Default">The value without a search.</param>
/// <param name="Choices">The values searched, smallest first; a zero among them means that zero may be used.</param>
public sealed record ChoiceStrategyParameter(
    string Name, string Title, string Description, string Unit, double Default, IReadOnlyList<double> Choices)
    : StrategyParameter(Name, Title, Description, Unit, Default)
{
    private const double Largest = 10_000;

    /// <inheritdoc/>
    public override double Lowest => Choices[0] == 0 ? 0 : IsWhole ? 1 : LeastAboveZero;

    /// <inheritdoc/>
    public override double Highest => Largest;

    /// <inheritdoc/>
    public override bool IsWhole => Choices.All(double.IsInteger);

    /// <inheritdoc/>
    public override string Allowed
    {
        get
        {
            var kind = IsWhole ? "a whole number" : "a number";
            var zero = Lowest == 0 && !IsWhole ? "0, or " : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{zero}{kind} from {LeastUsed:0.#########} to {Largest}; the default search is {string.Join(", ", Choices)}");
        }
    }

    /// <inheritdoc/>
    public override bool Allows(double value) =>
        (value == Lowest || value >= LeastUsed) && value <= Largest && (!IsWhole || double.IsInteger(value));

    // Beside a 0 that is among the choices.
    private double LeastUsed => IsWhole ? Lowest : LeastAboveZero;
}
