namespace Trad.Training.Jobs;

/// <summary>What a later attempt needs to know of a round, to go on as if nothing had happened.</summary>
/// <param name="Round">The 0-based round.</param>
/// <param name="FirstTrial">Its first trial.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
public sealed record RoundRecord(int Round, int FirstTrial, int Trials, string? Memory);
