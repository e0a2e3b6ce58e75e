namespace Trad.Training.Tests.Jobs;

/// <summary>A search to be stopped and resumed.</summary>
internal sealed record SearchCase(
    string Optimizer, int BatchSize, int TriedFirst, int? Patience, bool IsPruned, int Objectives, bool IsFinite);
