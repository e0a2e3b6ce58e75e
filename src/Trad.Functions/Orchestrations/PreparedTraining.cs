using Trad.Training.Trials;

namespace Trad.Functions.Orchestrations;

/// <summary>What preparing the data came to.</summary>
/// <param name="Plan">How the trials are scheduled; absent when the job cannot run, which the job then says.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record PreparedTraining(TrainingPlan? Plan, double Milliseconds);
