namespace Trad.Training.Trials;

/// <summary>Who carries out the activities of trainings.</summary>
/// <param name="Count">Activities that can work at once, over all machines.</param>
/// <param name="ChunkMs">Milliseconds of work that an activity should have at least, to be worth its orchestration.</param>
public sealed record Workers(int Count, double ChunkMs = TrainingPlan.DefaultChunkMs);
