using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Trad.Backtesting.Simulation;
using Trad.Candles.Gaps;
using Trad.Optimization.Spaces;
using Trad.Training.Strategies;

namespace Trad.Training.Requests;

/// <summary>What a person asks for when a training starts. Absent values have the documented defaults.</summary>
public sealed record TrainingRequest
{
    /// <summary>Number of trials when a request does not say.</summary>
    public const int DefaultTrials = 20;

    /// <summary>Trials of the largest round when a request does not say; fixed, so that results do not depend on the machine.</summary>
    public const int DefaultBatchSize = 4;

    /// <summary>The metric that is optimised when a request does not say: one whose score only many good trades raise above zero.</summary>
    public const string DefaultObjective = "sqn-bound";

    /// <summary>Days of candles when a request does not say.</summary>
    public const double DefaultLookbackDays = 30;

    /// <summary>The share held out when a request does not say.</summary>
    public const double DefaultHoldOut = 0.2;

    /// <summary>What the job is called; at most 100 characters. <value>The default is no name.</value></summary>
    [StringLength(RequestLimits.LongestName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>
    /// <c>quick</c> (7 days, 20 trials), <c>standard</c> (30 days, 48) or <c>thorough</c> (548 days, 200): defaults for what the request
    /// leaves out.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>Where the job stands among those that wait, -10 to 10; larger starts earlier. <value>The default is 0.</value></summary>
    [Range(-RequestLimits.HighestPriority, RequestLimits.HighestPriority)]
    public int? Priority { get; init; }

    /// <summary>
    /// The time after which no new round of trials begins, in seconds since the start of work; the job then completes with
    /// the trials it has. A single backtest may take as long, at least 30 seconds: a strategy that takes longer fails the job.
    /// <value>The default is no limit.</value>
    /// </summary>
    [Range(RequestLimits.ShortestTimeLimitSeconds, RequestLimits.LongestTimeLimitSeconds)]
    public double? TimeLimitSeconds { get; init; }

    /// <summary>The strategy's name, for example <c>liquidity-sweep</c>, or that of a strategy of one's own.</summary>
    [Required]
    public string? Strategy { get; init; }

    /// <summary>The version of a strategy of one's own; built-in ones have none. <value>The default is the newest.</value></summary>
    [Range(1, RequestLimits.HighestStrategyVersion)]
    public int? StrategyVersion { get; init; }

    /// <summary>
    /// What the job pinned of a strategy of one's own: everything is computed by this text, whatever becomes of the strategy. The host
    /// records it; a clone takes it along. <value>Absent for a built-in strategy.</value>
    /// </summary>
    public PinnedStrategy? PinnedStrategy { get; init; }

    /// <summary>
    /// Of a strategy that the host found in a file: SHA-256 of the file that the trials were computed by, hexadecimal. The host records it,
    /// and warns when the file is another by the time of a later step. <value>Absent for all others.</value>
    /// </summary>
    [StringLength(RequestLimits.HashLength, MinimumLength = RequestLimits.HashLength)]
    public string? StrategyHash { get; init; }

    /// <summary>The exchange whose candles are used, for example <c>binance</c>.</summary>
    [Required]
    public string? Exchange { get; init; }

    /// <summary>The symbol, for example <c>BTCUSDT</c>; this or <see cref="Symbols"/>.</summary>
    public string? Symbol { get; init; }

    /// <summary>Several symbols of the exchange; one parameter set is sought for all of them.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>How the objectives of several symbols become one. <value>The default is the mean.</value></summary>
    public SymbolAggregation? SymbolAggregation { get; init; }

    /// <summary>The candle interval, for example <c>5m</c>; <c>1m</c> is a minute and <c>1M</c> a calendar month.</summary>
    [Required]
    public string? Interval { get; init; }

    /// <summary>
    /// Days of candles, counted back from the newest stored candle or from <see cref="To"/>.
    /// <value>The default is 30, unless one of the other range fields is given.</value>
    /// </summary>
    [Range(RequestLimits.ShortestLookbackDays, RequestLimits.LongestLookbackDays)]
    public double? LookbackDays { get; init; }

    /// <summary>Number of candles, counted back like <see cref="LookbackDays"/>.</summary>
    [Range(1, RequestLimits.MostLookbackCandles)]
    public int? LookbackCandles { get; init; }

    /// <summary>The first moment of the range, inclusive; excludes the look-backs.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment after the range. <value>The default is the close of the newest stored candle.</value></summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// The share of the stored candles of the range, their last part, that the optimiser never sees; the best trial is measured on it
    /// at the end. Of every symbol it is at most this share of the candles that trades may be made on.
    /// <value>0, or 0.01 to 0.5; the default is 0.2.</value>
    /// </summary>
    [Range(0, RequestLimits.LargestHoldOut)]
    public double? HoldOut { get; init; }

    /// <summary>
    /// What is done about missing candles: <c>split</c> passes over short gaps and begins anew after a long hole, <c>skip</c> lets
    /// indicators go on behind it, <c>forward-fill</c> fills short gaps with candles that nobody traded, <c>fail</c> refuses. None holds a
    /// position across a long hole. <value>The default is <c>split</c>; a range that is mostly hole needs it said.</value>
    /// </summary>
    public GapPolicy? GapPolicy { get; init; }

    /// <summary>
    /// The longest hole in the candles, in hours, across which a position is held. <value>The default is 24, or three candles where
    /// these are longer.</value>
    /// </summary>
    [Range(0, RequestLimits.LongestGapHours)]
    public double? LongestGapHours { get; init; }

    /// <summary>
    /// The largest jump of the price across any gap of the candles, a fraction of the last price before it, either way: a job with a
    /// larger one in its range is refused. <value>The default is no limit.</value>
    /// </summary>
    [Range(0, RequestLimits.LargestGapJump)]
    public double? LargestGapJump { get; init; }

    /// <summary>
    /// Whether stored candles of a shorter interval tell which of stop and target was touched first within a candle. Where there
    /// are none the stop counts. <value>The default is false.</value>
    /// </summary>
    public bool? IntrabarPath { get; init; }

    /// <summary>The optimiser's name. <value>The default is <c>bayesian</c>.</value></summary>
    public string? Optimizer { get; init; }

    /// <summary>How many parameter sets are tried. <value>The default is 20.</value></summary>
    [Range(1, RequestLimits.MostTrials)]
    public int? Trials { get; init; }

    /// <summary>
    /// How many trials are proposed at once, at most: an optimiser with a model begins with 2 behind its first round and grows
    /// to this. <value>The default is 4; for <c>random</c>, <c>sobol</c> and <c>grid</c>, whose trials are the same in rounds of any
    /// size, as many as take a second, from 4 to 64.</value>
    /// </summary>
    [Range(1, RequestLimits.LargestBatch)]
    public int? BatchSize { get; init; }

    /// <summary>The seed of every random choice. <value>Drawn and recorded when absent.</value></summary>
    [Range(0, (double)long.MaxValue)]
    public long? Seed { get; init; }

    /// <summary>
    /// The metric that is optimised; this or <see cref="Objectives"/>. <value>The default is <c>sqn-bound</c>: a few lucky trades do not
    /// raise it above zero, as they do the Sharpe ratio.</value>
    /// </summary>
    public string? Objective { get; init; }

    /// <summary>Two metrics that are optimised together: the trials that no other beats in both form a Pareto front.</summary>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <summary>
    /// A trial with fewer trades is infeasible. <value>The default is the minimum of <c>constraints.trades</c>, or else a third of the
    /// square root of the candles in sample, at least 10: 28 for 30 days of five minutes, 118 for 18 months.</value>
    /// </summary>
    [Range(0, RequestLimits.MostMinimumTrades)]
    public int? MinimumTrades { get; init; }

    /// <summary>
    /// Whether <see cref="MinimumTrades"/> was derived and not asked for; the host records it, so that a clone over another range has a
    /// number of its own. <value>Absent when somebody gave the number.</value>
    /// </summary>
    public bool? MinimumTradesDerived { get; init; }

    /// <summary>
    /// What metrics of a trial must lie between, by the metric's name: a trial outside is infeasible, as one with too few trades, and the
    /// optimiser learns to avoid its surroundings. Of several symbols the combined figures count. <value>The default is none.</value>
    /// </summary>
    public IReadOnlyDictionary<string, MetricConstraint>? Constraints { get; init; }

    /// <summary>Taker fee per side, a fraction of the notional. <value>The default is 0.001 (0.1 %).</value></summary>
    [Range(0, RequestLimits.HighestRate)]
    public double? FeeRate { get; init; }

    /// <summary>Slippage per side, a fraction of the price. <value>The default is 0.0005 (0.05 %).</value></summary>
    [Range(0, RequestLimits.HighestRate)]
    public double? Slippage { get; init; }

    /// <summary>Share of the equity that a stopped-out trade may lose. <value>The default is 0.02 (2 %).</value></summary>
    [Range(RequestLimits.SmallestSizingValue, 1.0)]
    public double? RiskPerTrade { get; init; }

    /// <summary>What trading costs, in more detail than <see cref="FeeRate"/> and <see cref="Slippage"/>.</summary>
    public CostRequest? Costs { get; init; }

    /// <summary>How large positions are. <value>The default is a risk per trade.</value></summary>
    public SizingRequest? Sizing { get; init; }

    /// <summary>The account: capital, leverage, liquidation. <value>The default is 10,000 without leverage.</value></summary>
    public AccountRequest? Account { get; init; }

    /// <summary>When positions are left beside what the strategy says. <value>The default is the strategy alone.</value></summary>
    public ExitRequest? Exits { get; init; }

    /// <summary>What the exchange accepts as an order. <value>The default is anything.</value></summary>
    public ExchangeFilterRequest? Filters { get; init; }

    /// <summary>
    /// When orders of signals are filled; <c>close</c> is for comparisons only. <value>The default is <c>next-open</c>.</value>
    /// </summary>
    public FillTiming? FillTiming { get; init; }

    /// <summary>Which way trades may go: <c>both</c>, <c>long</c> or <c>short</c>. <value>The default is <c>both</c>.</value></summary>
    public string? Direction { get; init; }

    /// <summary>Changes of the strategy's search space, by parameter name.</summary>
    public IReadOnlyDictionary<string, ParameterOverride>? Parameters { get; init; }

    /// <summary>
    /// Parameter sets that are tried before any other, in this order: known good ones. What a set leaves out has the
    /// strategy's default, so an empty set tries the defaults. A set that turns a flag which stays as it is by default has it
    /// searched. <value>The default is none.</value>
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, ParameterValue>>? TryFirst { get; init; }

    /// <summary>
    /// Ends the search after this many trials in a row without a better objective (with two: without a new trial on the
    /// front). <value>The default is never.</value>
    /// </summary>
    [Range(1, RequestLimits.MostTrials)]
    public int? Patience { get; init; }

    /// <summary>
    /// Ends the search when no candidate is expected to improve the objective by this much, in its own units (with two: in
    /// units of their product). <value>The default is never.</value>
    /// </summary>
    [Range(0, RequestLimits.LargestMetric)]
    public double? MinimumExpectedImprovement { get; init; }

    /// <summary>
    /// Whether trials that do badly on a first part of the candles are spared the rest; for one symbol and one objective.
    /// <value>The default is <c>none</c>.</value>
    /// </summary>
    public TrialPruning? Pruning { get; init; }

    /// <summary>
    /// Which trial is published: <c>robust</c> takes one on a plateau of the parameters, with enough trades and earnings in every part
    /// of the range; <c>maximum</c> the highest objective. <value>The default is <c>robust</c>.</value>
    /// </summary>
    public SelectionRule? Selection { get; init; }

    /// <summary>
    /// How much the result is put to the test: <c>full</c>, or <c>hold-out</c> for the hold-out alone, or an object that says besides
    /// how often the search is repeated and how many other symbols the winner is tried on. <value>The default is <c>full</c>.</value>
    /// </summary>
    public ValidationRequest? Validation { get; init; }

    /// <summary>The rule by which a trial is published.</summary>
    [JsonIgnore]
    public SelectionRule SelectionOrDefault => Selection ?? SelectionRule.Robust;

    /// <summary>How much the result is put to the test.</summary>
    [JsonIgnore]
    public ValidationRequest ValidationOrDefault => Validation ?? new ValidationRequest();

    /// <summary>Every symbol that is asked for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> AllSymbols => Symbols ?? (Symbol is null ? [] : [Symbol]);

    /// <summary>The names of the metrics that are optimised.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> AllObjectives => Objectives ?? (Objective is null ? [] : [Objective]);

    /// <summary>What a list tells of it: of a strategy of one's own version and hash, but not its text.</summary>
    public TrainingRequest Outline() => PinnedStrategy is null ? this : this with { PinnedStrategy = PinnedStrategy.Outline() };
}
