namespace Trad.Training.Strategies;

/// <summary>A strategy of one's own, as it is kept.</summary>
/// <param name="Newest">Its newest version.</param>
/// <param name="Versions">How many versions there are.</param>
/// <param name="Revision">Changes whenever a version is added or removed.</param>
public sealed record OwnStrategy(StrategyVersion Newest, int Versions, string Revision)
{
    /// <summary>Its name.</summary>
    public string Name => Newest.Name;
}
