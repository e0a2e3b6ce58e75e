namespace Trad.Training.Jobs;

/// <summary>Part of a list.</summary>
/// <param name="Items">This part's items.</param>
/// <param name="ContinuationToken">Asks for the next part; absent in the last.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? ContinuationToken);
