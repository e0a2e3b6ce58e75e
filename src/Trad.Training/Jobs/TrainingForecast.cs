using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>What a training would be, told without recording anything.</summary>
/// <param name="Valid">Always true: a request that is not valid gets an error instead.</param>
/// <param name="Request">The request with every default filled in.</param>
/// <param name="Candles">Candles that count, of all symbols, those held out included.</param>
/// <param name="Split">What trials would see and what would be held out, with dates and numbers of candles.</param>
/// <param name="Data">The candles of every symbol.</param>
/// <param name="Trials">Trials.</param>
/// <param name="Backtests">Backtests in all.</param>
/// <param name="EstimatedDurationMs">Milliseconds from the start of work to the end, as estimated from one timed trial.</param>
/// <param name="TrialMs">Milliseconds that one trial took.</param>
/// <param name="Warnings">What a person should know about the data and the conditions.</param>
public sealed record TrainingForecast(
    bool Valid,
    TrainingRequest Request,
    int Candles,
    DataSplit Split,
    IReadOnlyList<DataSnapshot> Data,
    int Trials,
    int Backtests,
    double EstimatedDurationMs,
    double TrialMs,
    IReadOnlyList<string> Warnings)
{
    /// <summary>How many of the estimated milliseconds the validation takes, behind the last trial.</summary>
    public double ValidationMs { get; init; }
}
