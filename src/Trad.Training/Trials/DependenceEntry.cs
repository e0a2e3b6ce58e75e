namespace Trad.Training.Trials;

/// <summary>The expected score along one parameter, averaged over the others.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Points">Its values with what is expected there.</param>
public sealed record DependenceEntry(string Parameter, IReadOnlyList<DependenceValue> Points);
