using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Validation;

/// <summary>
/// The thresholds of the verdict and the size of the validation. The README beside this file says why they are as they are.
/// </summary>
public sealed class ValidationOptions
{
    /// <summary>Where the settings are: <c>Trad__Validation__…</c>.</summary>
    public const string Section = "Trad:Validation";

    /// <summary>
    /// The largest p-value of what was earned on unseen data that counts as more than chance. <value>The default is 0.05.</value>
    /// </summary>
    [Range(0.0001, 0.5)]
    public double Significance { get; set; } = 0.05;

    /// <summary>Trades on unseen data below which nothing can be said for an asset. <value>The default is 30.</value></summary>
    [Range(2, 100_000)]
    public int FewestUnseenTrades { get; set; } = 30;

    /// <summary>Days of unseen data below which nothing can be said for an asset. <value>The default is 60.</value></summary>
    [Range(10, 3_660)]
    public int FewestUnseenDays { get; set; } = 60;

    /// <summary>The smallest deflated Sharpe ratio of a robust asset, a probability. <value>The default is 0.9.</value></summary>
    [Range(0, 1)]
    public double DeflatedSharpe { get; set; } = 0.9;

    /// <summary>The largest probability of backtest overfitting of a robust asset. <value>The default is 0.5.</value></summary>
    [Range(0, 1)]
    public double ProbabilityOfOverfitting { get; set; } = 0.5;

    /// <summary>
    /// The smallest share of the winner's Sharpe ratio that the median of its neighbours in parameter space must reach.
    /// <value>The default is 0.5.</value>
    /// </summary>
    [Range(0, 1)]
    public double NeighbourShare { get; set; } = 0.5;

    /// <summary>The smallest walk-forward efficiency of a robust asset. <value>The default is 0.3.</value></summary>
    [Range(0, 1)]
    public double Efficiency { get; set; } = 0.3;

    /// <summary>
    /// The smallest share of the walk-forward windows with a trade that earned, of a robust asset. <value>The default is 0.5.</value>
    /// </summary>
    [Range(0, 1)]
    public double EarningWindows { get; set; } = 0.5;

    /// <summary>
    /// The p-value from which on a loss in the hold-out is more than a bad stretch, and speaks against the asset.
    /// <value>The default is 0.8.</value>
    /// </summary>
    [Range(0, 1)]
    public double HoldOutContradiction { get; set; } = 0.8;

    /// <summary>
    /// The share of the halvings in which the chosen trial lost from which on too high a probability of overfitting speaks against the
    /// asset: where all trials are alike, ranks are chance. <value>The default is 0.25.</value>
    /// </summary>
    [Range(0, 1)]
    public double ProbabilityOfLoss { get; set; } = 0.25;

    /// <summary>
    /// The probability of overfitting from which on nothing else can make good for it. <value>The default is 0.8.</value>
    /// </summary>
    [Range(0, 1)]
    public double HopelessOverfitting { get; set; } = 0.8;

    /// <summary>
    /// The p-value of Hansen's test from which on it speaks against the asset. <value>The default is 0.5.</value>
    /// </summary>
    [Range(0, 1)]
    public double HopelessChance { get; set; } = 0.5;

    /// <summary>Trades below which no check passes. <value>The default is 10.</value></summary>
    [Range(1, 100_000)]
    public int FewestTrades { get; set; } = 10;

    /// <summary>Walk-forward windows with a trade below which the walk-forward does not pass. <value>The default is 3.</value></summary>
    [Range(1, 100)]
    public int FewestWindows { get; set; } = 3;

    /// <summary>Paths of a cross-validation below which it does not pass. <value>The default is 4.</value></summary>
    [Range(1, 1_000)]
    public int FewestPaths { get; set; } = 4;

    /// <summary>The largest share of losing paths with which a cross-validation passes. <value>The default is a third.</value></summary>
    [Range(0, 1)]
    public double LosingPaths { get; set; } = 1.0 / 3;

    /// <summary>
    /// The correlation of days from which on the winner of a repeated search is like the published trial. <value>The default is
    /// 0.3.</value>
    /// </summary>
    [Range(0, 1)]
    public double SeedCorrelation { get; set; } = 0.3;

    /// <summary>The smallest share of repeated searches that agree. <value>The default is 0.5.</value></summary>
    [Range(0, 1)]
    public double AgreeingSearches { get; set; } = 0.5;

    /// <summary>The smallest share of other symbols on which the asset earns. <value>The default is 0.5.</value></summary>
    [Range(0, 1)]
    public double EarningSymbols { get; set; } = 0.5;

    /// <summary>
    /// Other symbols with a trade below which that check does not pass: one may go along by chance. <value>The default is 2.</value>
    /// </summary>
    [Range(1, 100)]
    public int FewestSymbols { get; set; } = 2;

    /// <summary>The share of a job's trials that the search of each walk-forward window has. <value>The default is 0.25.</value></summary>
    [Range(0.01, 1)]
    public double WindowBudget { get; set; } = 0.25;

    /// <summary>The fewest trials of a window. <value>The default is 8.</value></summary>
    [Range(1, 1_000)]
    public int FewestWindowTrials { get; set; } = 8;

    /// <summary>The most trials of a window. <value>The default is 50.</value></summary>
    [Range(1, 10_000)]
    public int MostWindowTrials { get; set; } = 50;

    /// <summary>
    /// The most recorded trials whose daily returns are looked at; of more, or of more than the memory has room for (8 million days of
    /// trials), a seeded sample. <value>The default is 10,000, all that a job may have.</value>
    /// </summary>
    [Range(10, 10_000)]
    public int MostMatrixTrials { get; set; } = 10_000;

    /// <summary>Draws of every bootstrap. <value>The default is 1,000.</value></summary>
    [Range(100, 100_000)]
    public int Bootstraps { get; set; } = 1_000;

    /// <summary>
    /// Trades from which on a trial loses nothing of its robust score for their number. <value>The default is 60.</value>
    /// </summary>
    [Range(1, 100_000)]
    public int EnoughTrades { get; set; } = 60;

    /// <summary>How many trials the search of a window has.</summary>
    /// <param name="trials">Those of the job.</param>
    public int WindowTrials(int trials) =>
        Math.Min(
            trials, (int)Math.Clamp(Math.Round(trials * WindowBudget), Math.Min(FewestWindowTrials, MostWindowTrials), MostWindowTrials));
}
