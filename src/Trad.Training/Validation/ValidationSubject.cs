using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Validation;

/// <summary>The search whose result is put to the test.</summary>
/// <param name="Request">What was asked for, complete.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Split">What trials saw, and what is held out.</param>
public sealed record ValidationSubject(TrainingRequest Request, long Seed, DataSplit Split);
