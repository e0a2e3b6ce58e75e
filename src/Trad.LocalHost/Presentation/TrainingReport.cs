using Trad.Backtesting.Metrics;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.LocalHost.Presentation;

/// <summary>What <c>train --json</c> prints about a job.</summary>
/// <param name="JobId">The job's identity.</param>
/// <param name="JobNumber">The job's number.</param>
/// <param name="State">How the job ended.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Market">Exchange, symbol and interval.</param>
/// <param name="Candles">Candles that counted.</param>
/// <param name="Split">What trials saw of them and what was held out, with dates and numbers of candles.</param>
/// <param name="DataFingerprint">SHA-256 of the candles.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Trials">Trials done.</param>
/// <param name="Best">The trial with the best score, in sample; a robust selection may have published another.</param>
/// <param name="Published">The trial that was published, with its parameters and what it did in sample.</param>
/// <param name="HoldOut">The published trial's backtest on the hold-out, which no trial saw.</param>
/// <param name="Judgement">The verdict on the published trial and its reasons.</param>
/// <param name="AssetId">The trained asset.</param>
/// <param name="DurationsMs">Where the time went.</param>
/// <param name="Error">Why the job failed.</param>
public sealed record TrainingReport(
    string JobId,
    int JobNumber,
    JobState State,
    string? Strategy,
    ReportedMarket Market,
    int? Candles,
    DataSplit? Split,
    string? DataFingerprint,
    long Seed,
    int Trials,
    BestTrial? Best,
    PublishedTrial? Published,
    BacktestMetrics? HoldOut,
    Judgement? Judgement,
    string? AssetId,
    JobTimings? DurationsMs,
    string? Error)
{
    /// <summary>The report of a job and of what it published.</summary>
    public static TrainingReport FromJob(TrainingJob job, TrainedAsset? asset) => new(
        job.Id,
        job.Number,
        job.State,
        job.Request.Strategy,
        new ReportedMarket(job.Request.Exchange, string.Join(',', job.Request.AllSymbols), job.Request.Interval),
        job.Data?.Candles,
        job.Split,
        job.Data?.Fingerprint,
        job.Seed,
        job.Progress.TrialsCompleted,
        job.Best,
        asset is null ? null : new PublishedTrial(asset.Trial, asset.InSampleScore, asset.Parameters, asset.InSample),
        asset?.HoldOut,
        asset?.Validation.Judgement
            ?? (job.Verdict is { } verdict ? new Judgement(verdict.Verdict, []) { Summary = verdict.Summary } : null),
        job.AssetId,
        job.DurationsMs,
        job.Error);
}
