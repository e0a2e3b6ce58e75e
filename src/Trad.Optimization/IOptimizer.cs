namespace Trad.Optimization;

/// <summary>
/// Proposes parameters and learns from their results. Its state is a function of the space, the options (with the seed),
/// the results told and the memory of the last proposal: rebuilt from them, on any machine of the same platform, it
/// proposes the same candidates bit for bit. Not safe for use by several threads at once.
/// </summary>
public interface IOptimizer
{
    /// <summary>Proposes the next candidates; they are pending until they are told.</summary>
    /// <param name="count">How many are wanted, at least 1.</param>
    /// <param name="progress">Receives fractions from 0 to 1 during a long fit, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the search for candidates within milliseconds; nothing is pending then.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Proposal Ask(int count, IProgress<double>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes results, in any order. The same result told twice counts once. Trials that were never asked for are welcome.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A trial number is negative or was told before with another result, a parameter is unknown or its value not allowed.
    /// None of the results is taken then.
    /// </exception>
    void Tell(IReadOnlyList<TrialResult> results);
}
