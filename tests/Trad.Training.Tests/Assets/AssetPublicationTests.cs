using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Testing;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Assets;

/// <summary>Assets of a real trial on twenty days of generated candles.</summary>
public sealed class AssetPublicationTests
{
    private const int Candles = 20 * 288;
    private const int HoldOut = 5 * 288;
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ParameterSet Parameters = new([new("fast_period", 5), new("slow_period", 20)]);

    [Theory]
    [InlineData(Verdict.NoEdge, AssetStage.Rejected)]
    [InlineData(Verdict.Robust, AssetStage.Validation)]
    [InlineData(Verdict.Fragile, AssetStage.Discovery)]
    [InlineData(Verdict.Overfit, AssetStage.Discovery)]
    [InlineData(Verdict.Insufficient, AssetStage.Discovery)]
    public void Make_begins_the_asset_at_the_stage_that_its_verdict_allows(Verdict verdict, AssetStage stage)
    {
        var asset = Make(new AssetValidation { Judgement = new Judgement(verdict, []) { Summary = "Because." } });

        Assert.Equal(stage, asset.Stage);
        Assert.Equal([new StageChange(stage, Now, "Because.")], asset.StageHistory);
    }

    [Fact]
    public void Make_says_of_the_trial_what_its_own_backtest_said()
    {
        var (job, data) = (Job(hasHoldOut: true), Data(hasHoldOut: true));
        var trial =
            TrialEvaluator.Evaluate(job.Request, [data], new Candidate(3, Parameters), 0, [], TestContext.Current.CancellationToken);

        var asset = Make(new AssetValidation());

        Assert.Equal((trial.Metrics!.Sharpe, trial.Score), (asset.InSample.Sharpe, asset.InSampleScore));
        Assert.Equal((3, 12, 7L), (asset.Trial, asset.Trials, asset.Seed));
        Assert.Equal("moving-average-crossover BTCUSDT 5m #7", asset.Name);
        Assert.Equal(Decay.Compute(asset.InSampleScore, asset.HoldOutScore), asset.HoldOutDecay);
        Assert.Null(asset.Symbols);
        Assert.Equal(0, asset.HoldOutReuse);
    }

    [Fact]
    public void Make_counts_the_earlier_assets_whose_hold_out_overlaps_and_warns_of_them()
    {
        var first = Make(new AssetValidation());
        TrainedAsset[] others =
        [
            first with { Id = "1", Split = first.Split with { HoldOut = new Period(Start.AddDays(17), Start.AddDays(40)) } },
            first with { Id = "2", Split = first.Split with { HoldOut = new Period(Start.AddDays(20), Start.AddDays(40)) } },
            first with { Id = "3", Market = new AssetMarket("binance", ["ETHUSDT"], "5m") },
            first with { Id = "4", Split = first.Split with { HoldOut = null } },
            first,
        ];

        var asset = Make(new AssetValidation(), others: others);

        Assert.Equal(1, asset.HoldOutReuse);
        Assert.Contains(
            asset.Warnings, warning => warning.StartsWith("1 earlier asset of this market was measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Make_without_a_hold_out_warns_that_all_figures_flatter()
    {
        var asset = Make(new AssetValidation(), hasHoldOut: false);

        Assert.Equal((null, null, null), (asset.HoldOut, asset.HoldOutScore, asset.HoldOutDecay));
        Assert.Contains(asset.Warnings, warning => warning.StartsWith("Nothing was held out", StringComparison.Ordinal));
    }

    private static TrainedAsset Make(AssetValidation validation, bool hasHoldOut = true, IEnumerable<TrainedAsset>? others = null)
    {
        var (job, data) = (Job(hasHoldOut), Data(hasHoldOut));
        var trial =
            TrialEvaluator.Evaluate(job.Request, [data], new Candidate(3, Parameters), 0, [], TestContext.Current.CancellationToken);
        var evidence = EvidenceBuilder.Build(job.Request, Parameters, [data], TestContext.Current.CancellationToken);
        return AssetPublication.Make(
            job, new BestTrial(3, trial.Score!.Value, Parameters, trial.Metrics!), 12, evidence, validation, others ?? [], "1.0", Now);
    }

    private static TrainingJob Job(bool hasHoldOut)
    {
        var request = CompleteRequest.Create(new TrainingRequest
        {
            Strategy = "moving-average-crossover",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Objective = "sharpe",
            MinimumTrades = 1,
        });
        var inSample = hasHoldOut ? Candles - HoldOut : Candles;
        return new TrainingJob
        {
            Id = "0",
            Number = 7,
            State = JobState.Running,
            CreatedAt = Now,
            QueuedAt = Now,
            Request = request,
            Seed = 7,
            Progress = JobProgress.Waiting(20),
            Data = Snapshot(hasHoldOut),
            Split = new DataSplit(
                new Period(At(0), At(inSample)), hasHoldOut ? new Period(At(inSample), At(Candles)) : null),
        };
    }

    private static TrainingData Data(bool hasHoldOut) =>
        TrainingData.Create(Snapshot(hasHoldOut), GeneratedCandles.Make(Interval.FiveMinutes, Start, Candles, seed: 5));

    private static DataSnapshot Snapshot(bool hasHoldOut) => new(
        "binance", "BTCUSDT", Interval.FiveMinutes, At(0), At(Candles), At(Candles - 1), Candles, At(0), 0, 0, "f",
        new Dictionary<string, string>())
    {
        HoldOutFrom = hasHoldOut ? At(Candles - HoldOut) : null,
        HoldOutCandles = hasHoldOut ? HoldOut : 0,
        GapPolicy = GapPolicy.Split,
    };

    private static DateTimeOffset At(int candle) => Start.AddMinutes(5 * candle);
}
