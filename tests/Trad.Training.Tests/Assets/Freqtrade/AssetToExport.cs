using System.Runtime.CompilerServices;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Assets.Freqtrade;

/// <summary>Makes an asset of a strategy with given parameters; its figures are none.</summary>
internal static class AssetToExport
{
    /// <summary>The asset.</summary>
    public static TrainedAsset Make(IStrategy strategy, StrategyParameters parameters, TrainingRequest? conditions = null)
    {
        var period = new Period(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return new TrainedAsset
        {
            Id = "0123456789abcdef0123456789abcdef",
            Name = "exported",
            Stage = AssetStage.Discovery,
            StageHistory = [],
            CreatedAt = new DateTimeOffset(2025, 7, 1, 12, 0, 0, TimeSpan.Zero),
            JobId = "0123456789abcdef0123456789abcdef",
            JobNumber = 1,
            Strategy = strategy.Name,
            Market = new AssetMarket("binance", ["BTCUSDT"], "5m"),
            Parameters = new ParameterSet(
                strategy.Parameters.Select(parameter => KeyValuePair.Create(
                    parameter.Name, SearchSpaces.ValueOf(parameter, parameters[parameter.Name])))),
            Objectives = ["sharpe"],
            InSample = (BacktestMetrics)RuntimeHelpers.GetUninitializedObject(typeof(BacktestMetrics)),
            BuyAndHold = new BuyAndHold(0, null),
            Split = new DataSplit(period, null),
            DataFingerprint = "none",
            CodeVersion = "test",
            Seed = 1,
            Trial = 1,
            Trials = 1,
            Request = (conditions ?? new TrainingRequest()) with
            {
                Strategy = strategy.Name,
                Interval = "5m",
                FeeRate = 0.001,
                Slippage = 0.0005,
                RiskPerTrade = 0.02,
            },
        };
    }
}
