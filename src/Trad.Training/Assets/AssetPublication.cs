using System.Globalization;
using Trad.Backtesting.Metrics;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Strategies;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>Makes a trained asset of what a job found.</summary>
public static class AssetPublication
{
    // A ratio of fewer trades than this is mostly luck.
    private const int FewestHoldOutTrades = 10;

    // A share of the profit made across jumps from which on a result rests on them.
    private const double RemarkableGapShare = 0.1;

    /// <summary>The asset of the trial that a job publishes; one without an edge starts as rejected.</summary>
    /// <param name="job">The job, with the candles that it pinned.</param>
    /// <param name="best">The trial.</param>
    /// <param name="trials">How many trials it was chosen among.</param>
    /// <param name="evidence">What its parameters did.</param>
    /// <param name="validation">The evidence for and against it.</param>
    /// <param name="others">The assets that there are.</param>
    /// <param name="codeVersion">The version of the code that computed it.</param>
    /// <param name="at">The moment.</param>
    public static TrainedAsset Make(
        TrainingJob job,
        BestTrial best,
        int trials,
        AssetEvidence evidence,
        AssetValidation validation,
        IEnumerable<TrainedAsset> others,
        string codeVersion,
        DateTimeOffset at)
    {
        var request = job.Request;
        var id = AssetIdentity.Create(job.Id, trials);
        var market = new AssetMarket(request.Exchange!, request.AllSymbols, request.Interval!);
        var inSampleScore = SymbolCombination.Score(request, [.. evidence.Symbols.Values.Select(symbol => symbol.InSample)]);
        var holdOutScore = evidence.HoldOut is null
            ? null
            : SymbolCombination.Score(request, [.. evidence.Symbols.Values.Select(symbol => symbol.HoldOut!)]);
        var reuse = job.Split!.HoldOut is { } holdOut ? others.Count(other => other.Id != id && SharesHoldOut(other, market, holdOut)) : 0;
        var stage = validation.Judgement?.Verdict switch
        {
            Verdict.NoEdge => AssetStage.Rejected,
            Verdict.Robust => AssetStage.Validation,
            _ => AssetStage.Discovery,
        };
        return new TrainedAsset
        {
            Id = id,
            Name = NameOf(job, market),
            Stage = stage,
            StageHistory = [new StageChange(stage, at, validation.Judgement?.Summary)],
            Validation = validation,
            CreatedAt = at,
            JobId = job.Id,
            JobNumber = job.Number,
            Strategy = request.Strategy!,
            Market = market,
            Parameters = best.Parameters,
            Objectives = request.AllObjectives,
            Account = evidence.Account,
            InSample = evidence.InSample,
            HoldOut = evidence.HoldOut,
            InSampleScore = inSampleScore,
            HoldOutScore = holdOutScore,
            Symbols = evidence.Symbols.Count == 1 ? null : evidence.Symbols,
            BuyAndHold = new BuyAndHold(evidence.InSample.BuyAndHoldReturn, evidence.HoldOut?.BuyAndHoldReturn),
            Split = job.Split,
            Outages = job.Snapshots.ToDictionary(snapshot => snapshot.Symbol, snapshot => snapshot.Outages, StringComparer.Ordinal),
            GapProfit = evidence.GapProfit,
            DataFingerprint = DataFingerprint.Compute(job.Snapshots),
            CodeVersion = codeVersion,
            Seed = job.Seed,
            Trial = best.Trial,
            Trials = trials,
            Request = request,
            HoldOutReuse = reuse,
            HoldOutDecay = Decay.Compute(inSampleScore, holdOutScore),
            Warnings = [.. job.Warnings, .. Warnings(request, evidence.HoldOut, reuse), .. GapWarnings(evidence.GapProfit)],
        };
    }

    // What somebody called the job is what they look for among the assets; the number tells repetitions apart.
    private static string NameOf(TrainingJob job, AssetMarket market) => string.IsNullOrWhiteSpace(job.Request.Name)
        ? $"{job.Request.Strategy} {string.Join('+', market.Symbols)} {market.Interval} #{job.Number}"
        : $"{job.Request.Name.Trim()} #{job.Number}";

    private static IEnumerable<string> Warnings(TrainingRequest request, BacktestMetrics? holdOut, int reuse)
    {
        if (ChangedPlugIn.Describe(request, "Its evidence was computed by the file of now.") is { } changed)
        {
            yield return changed;
        }

        if (holdOut is null)
        {
            yield return "Nothing was held out: all figures are in sample, the best of many trials, and flatter the strategy.";
        }
        else if (holdOut.Trades < FewestHoldOutTrades)
        {
            yield return $"The hold-out has {holdOut.Trades} {(holdOut.Trades == 1 ? "trade" : "trades")}; fewer than {FewestHoldOutTrades} say little, whatever the figures.";
        }

        foreach (var note in holdOut is null ? [] : ObjectiveNotes.Collect(request, holdOut, "the hold-out"))
        {
            yield return note;
        }

        if (reuse > 0)
        {
            yield return $"{reuse} earlier {(reuse == 1 ? "asset of this market was" : "assets of this market were")} measured on a hold-out that overlaps this one; choosing among them wears it out.";
        }
    }

    private static IEnumerable<string> GapWarnings(GapEvidence? gaps)
    {
        foreach (var (part, profit) in new[] { ("in sample", gaps?.InSample), ("on the hold-out", gaps?.HoldOut) })
        {
            if (profit is { JumpShare: { } share } && Math.Abs(share) >= RemarkableGapShare)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{share:0.#%} of the net {(profit.NetProfit > 0 ? "profit" : "loss")} {part} was made by {profit.JumpTrades} {(profit.JumpTrades == 1 ? "trade that was" : "trades that were")} held across gaps with a jump of the price; nobody may have been able to trade there.");
            }
        }
    }

    private static bool SharesHoldOut(TrainedAsset other, AssetMarket market, Period holdOut) =>
        other.Split.HoldOut is { } theirs
        && theirs.From < holdOut.To
        && holdOut.From < theirs.To
        && other.Market.Exchange == market.Exchange
        && other.Market.Symbols.Intersect(market.Symbols, StringComparer.Ordinal).Any();
}
