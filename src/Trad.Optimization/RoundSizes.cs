using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>
/// How many candidates to ask for at once. A function of the trials already told, never of those still to come, so that a
/// search which is stopped and resumed is the same as one that never stopped.
/// </summary>
public static class RoundSizes
{
    // Measured (see the README): with few trials each result changes the model much, so two at a time; an eighth of what is
    // known later on.
    private const int Smallest = 2;
    private const int Share = 8;
    private const int SmallestDesign = 4;
    private const int LargestDesign = 6;

    /// <summary>How many quasi-random trials come before a model is worth asking: two per searched parameter, 4 to 6.</summary>
    public static int DesignOf(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Math.Clamp(2 * space.Cube.Dimensions, SmallestDesign, LargestDesign);
    }

    /// <summary>Whether an optimiser fits a model, for which small rounds are worth their while; the others take full ones.</summary>
    public static bool AreGrowing(string optimizer) => optimizer is OptimizerNames.Auto or OptimizerNames.Bayesian;

    /// <summary>
    /// Whether the points of an optimiser depend on its seed and their number alone, so that the trials are the same however many are asked
    /// for at once.
    /// </summary>
    public static bool AreFree(string optimizer) => optimizer is OptimizerNames.Random or OptimizerNames.Sobol or OptimizerNames.Grid;

    /// <summary>
    /// The size of the next round of a search. Of an optimiser with a model, behind its design: two, then an eighth of the trials told.
    /// </summary>
    /// <param name="told">Trials told, all rounds before complete.</param>
    /// <param name="first">The size of the first round.</param>
    /// <param name="most">The size of every other round, or of the largest when they grow; at least 1.</param>
    /// <param name="isGrowing">Whether they grow with the trials told, see <see cref="AreGrowing"/>.</param>
    public static int Next(int told, int first, int most, bool isGrowing) =>
        told == 0 ? first : isGrowing ? Math.Min(most, Math.Max(Smallest, told / Share)) : most;
}
