using System.Text.Json.Serialization;
using Trad.Backtesting.Metrics;
using Trad.Candles.Gaps;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>
/// What a training came to, for keeping: the parameters, the evidence in sample and on the hold-out, and everything that
/// is needed to repeat it. It lives on when its job is deleted.
/// </summary>
public sealed record TrainedAsset
{
    /// <summary>The identity: 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What people note about it.</summary>
    public string Notes { get; init; } = "";

    /// <summary>How far people trust it.</summary>
    public required AssetStage Stage { get; init; }

    /// <summary>Every stage it came to, oldest first.</summary>
    public required IReadOnlyList<StageChange> StageHistory { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The job that found it.</summary>
    public required string JobId { get; init; }

    /// <summary>That job's number.</summary>
    public required int JobNumber { get; init; }

    /// <summary>The strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>What it was trained on.</summary>
    public required AssetMarket Market { get; init; }

    /// <summary>The parameters.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The metrics that were optimised, by name.</summary>
    public required IReadOnlyList<string> Objectives { get; init; }

    /// <summary>The money behind figures, trades and equity; absent for assets that were published before it was recorded.</summary>
    public AssetAccount? Account { get; init; }

    /// <summary>
    /// The backtest on the candles that the trials saw; the best of many, hence flattering. Of several symbols the figures of
    /// their joint account: all trades, and the sum of the equities.
    /// </summary>
    public required BacktestMetrics InSample { get; init; }

    /// <summary>The backtest on the hold-out, which no trial saw, from a fresh start; absent when nothing was held out.</summary>
    public BacktestMetrics? HoldOut { get; init; }

    /// <summary>
    /// What the trials were chosen by, in sample: the first objective, larger is better, of several symbols their mean, median or
    /// worst as the request's symbolAggregation says. Absent when it is not defined.
    /// </summary>
    public double? InSampleScore { get; init; }

    /// <summary>The same on the hold-out; absent when it is not defined or nothing was held out.</summary>
    public double? HoldOutScore { get; init; }

    /// <summary>The evidence of every symbol alone; absent when there is one.</summary>
    public IReadOnlyDictionary<string, SymbolEvidence>? Symbols { get; init; }

    /// <summary>What holding the market returned.</summary>
    public required BuyAndHold BuyAndHold { get; init; }

    /// <summary>Which time is in sample and which is held out.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>
    /// The gaps of its candles by symbol, as its job names them, <see cref="DataSnapshot.Outages"/>; absent for assets that were
    /// published before they were recorded.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Outage>>? Outages { get; init; }

    /// <summary>How much of the profit was made across gaps; absent likewise.</summary>
    public GapEvidence? GapProfit { get; init; }

    /// <summary>SHA-256 of the candles, of all symbols together when there are several.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>The version of the code that computed it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>The job's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The winner's 0-based number within its job.</summary>
    public required int Trial { get; init; }

    /// <summary>How many trials it is the best of.</summary>
    public required int Trials { get; init; }

    /// <summary>The request with every default filled in.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>Further evidence.</summary>
    public AssetValidation Validation { get; init; } = new();

    /// <summary>
    /// How many assets of this market had a hold-out that overlaps this one when it was published: a hold-out that is
    /// used again and again is no longer one.
    /// </summary>
    public int HoldOutReuse { get; init; }

    /// <summary>How often the hold-out evidence was looked at.</summary>
    public int HoldOutViews { get; init; }

    /// <summary>The share of <see cref="InSampleScore"/> that is lost on the hold-out; absent when it is not defined there.</summary>
    public double? HoldOutDecay { get; init; }

    /// <summary>Later measurements on other candles, newest first.</summary>
    public IReadOnlyList<Revalidation> Revalidations { get; init; } = [];

    /// <summary>What a person should know, for example that the hold-out has few trades.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Where the data of the training ends.</summary>
    [JsonIgnore]
    public DateTimeOffset DataEnd => (Split.HoldOut ?? Split.InSample).To;

    /// <summary>When it was deleted; such an asset is invisible and may be restored for a while.</summary>
    [JsonIgnore]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>What an asset was trained on.</summary>
/// <param name="Exchange">The exchange; <c>simulated</c> for generated candles.</param>
/// <param name="Symbols">The symbols.</param>
/// <param name="Interval">The candle interval.</param>
public sealed record AssetMarket(string Exchange, IReadOnlyList<string> Symbols, string Interval);

/// <summary>
/// The money behind an asset's figures, trades and equity, in the quote currency. Every symbol has capital of its own and the
/// joint account is their sum. In sample and on the hold-out it begins anew with the same capital.
/// </summary>
/// <param name="CapitalPerSymbol">What every symbol begins with.</param>
/// <param name="InitialEquity">What the joint account begins with.</param>
public sealed record AssetAccount(double CapitalPerSymbol, double InitialEquity);

/// <summary>How far people trust a trained asset; set by hand, but for the first one, which follows from the verdict.</summary>
public enum AssetStage
{
    /// <summary>Just found.</summary>
    Discovery,

    /// <summary>Being checked on data that it was not trained on.</summary>
    Validation,

    /// <summary>Traded on paper.</summary>
    Paper,

    /// <summary>Fit to be traded with money.</summary>
    LiveCandidate,

    /// <summary>No longer used.</summary>
    Retired,

    /// <summary>Never to be used: its validation found no edge.</summary>
    Rejected,
}

/// <summary>A step in an asset's history.</summary>
/// <param name="Stage">The stage it came to.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, in the words of whoever set it.</param>
public sealed record StageChange(AssetStage Stage, DateTimeOffset At, string? Note);
