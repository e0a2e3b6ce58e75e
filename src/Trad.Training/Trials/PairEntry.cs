namespace Trad.Training.Trials;

/// <summary>The expected score over two parameters, averaged over the others.</summary>
/// <param name="First">One parameter.</param>
/// <param name="Second">The other.</param>
/// <param name="Points">Pairs of their values with what is expected there.</param>
public sealed record PairEntry(string First, string Second, IReadOnlyList<PairValue> Points);
