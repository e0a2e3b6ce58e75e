using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Validation;

namespace Trad.Training.Assets.Reports;

/// <summary>Whether an asset is more than luck, with everything that the answer rests on.</summary>
/// <param name="AssetId">The asset's identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Market">What it was trained on.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Stage">How far people trust it.</param>
/// <param name="Trial">The number of the trial that it is, from 0.</param>
/// <param name="Trials">How many trials there were.</param>
/// <param name="Seed">The job's seed.</param>
/// <param name="DataFingerprint">SHA-256 of the candles.</param>
/// <param name="Split">Which time is in sample and which is held out.</param>
/// <param name="InSample">The backtest on what the trials saw.</param>
/// <param name="HoldOut">The backtest on what no trial saw; absent when nothing was held out.</param>
/// <param name="BuyAndHold">What holding the market returned.</param>
/// <param name="Validation">The verdict, its reasons and the evidence.</param>
/// <param name="Warnings">What else a person should know.</param>
public sealed record AssetReport(
    string AssetId,
    string Name,
    string Strategy,
    AssetMarket Market,
    ParameterSet Parameters,
    AssetStage Stage,
    int Trial,
    int Trials,
    long Seed,
    string DataFingerprint,
    DataSplit Split,
    BacktestMetrics InSample,
    BacktestMetrics? HoldOut,
    BuyAndHold BuyAndHold,
    AssetValidation Validation,
    IReadOnlyList<string> Warnings)
{
    /// <summary>How much of the profit trades across gaps of the candles made; absent for assets of before that was measured.</summary>
    public GapEvidence? GapProfit { get; init; }

    /// <summary>The report of an asset.</summary>
    public static AssetReport FromAsset(TrainedAsset asset) => new(
        asset.Id,
        asset.Name,
        asset.Strategy,
        asset.Market,
        asset.Parameters,
        asset.Stage,
        asset.Trial,
        asset.Trials,
        asset.Seed,
        asset.DataFingerprint,
        asset.Split,
        asset.InSample,
        asset.HoldOut,
        asset.BuyAndHold,
        asset.Validation,
        asset.Warnings)
    {
        GapProfit = asset.GapProfit,
    };
}
