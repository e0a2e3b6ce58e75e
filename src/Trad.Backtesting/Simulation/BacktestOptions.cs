using Trad.Backtesting.Costs;
using Trad.Backtesting.Metrics;

namespace Trad.Backtesting.Simulation;

/// <summary>The conditions of a backtest. The rules that they steer are written down in this project's README.</summary>
public sealed record BacktestOptions
{
    /// <summary>Cash at the start where nobody says.</summary>
    public const double DefaultCapital = 10_000;

    /// <summary>Candles whose returns tell the realised volatility where nobody says.</summary>
    public const int DefaultVolatilityCandles = 100;

    /// <summary>Cash at the start, in the quote currency. <value>The default is 10,000.</value></summary>
    public double InitialCapital { get; init; } = DefaultCapital;

    /// <summary>
    /// Fee of market and stop orders (taker), per side, a fraction of the notional. <value>The default is 0.001 (0.1 %).</value>
    /// </summary>
    public double FeeRate { get; init; } = 0.001;

    /// <summary>
    /// Fee of targets, which are limit orders (maker). <value>The default is null: the same as <see cref="FeeRate"/>.</value>
    /// </summary>
    public double? MakerFeeRate { get; init; }

    /// <summary>The least that a side costs, in the quote currency. <value>The default is 0.</value></summary>
    public double MinimumFee { get; init; }

    /// <summary>
    /// Slippage per side, a fraction of the price, against the trader; targets are limit orders and have none.
    /// <value>The default is 0.0005 (0.05 %).</value>
    /// </summary>
    public double Slippage { get; init; } = 0.0005;

    /// <summary>
    /// Further slippage per side, times the average true range (14) of the candle before the fill. <value>The default is 0.</value>
    /// </summary>
    public double AtrSlippage { get; init; }

    /// <summary>
    /// Distance of the ask from the bid, a fraction of the price: market and stop orders pay half of it. <value>The default is 0.</value>
    /// </summary>
    public double Spread { get; init; }

    /// <summary>Funding of a perpetual. <value>The default is null: none.</value></summary>
    public FundingSchedule? Funding { get; init; }

    /// <summary>How large positions are. <value>The default is <see cref="PositionSizing.RiskPerTrade"/>.</value></summary>
    public PositionSizing Sizing { get; init; } = PositionSizing.RiskPerTrade;

    /// <summary>
    /// Share of the equity that is lost when a stop is hit at its price; trades without a stop use all of it.
    /// The position never exceeds the equity times the leverage. <value>The default is 0.02 (2 %).</value>
    /// </summary>
    public double RiskPerTrade { get; init; } = 0.02;

    /// <summary>
    /// Notional of a <see cref="PositionSizing.FixedFraction"/>, a fraction of the equity. <value>The default is 0.1.</value>
    /// </summary>
    public double PositionFraction { get; init; } = 0.1;

    /// <summary>
    /// Yearly volatility of a <see cref="PositionSizing.VolatilityTarget"/>, a fraction. <value>The default is 0.2.</value>
    /// </summary>
    public double TargetVolatility { get; init; } = 0.2;

    /// <summary>Candles whose returns tell the realised volatility. <value>The default is 100.</value></summary>
    public int VolatilityCandles { get; init; } = DefaultVolatilityCandles;

    /// <summary>
    /// Whether positions are sized by the equity as it is, or by the initial capital (as far as the cash goes).
    /// <value>The default is true.</value>
    /// </summary>
    public bool Compounding { get; init; } = true;

    /// <summary>Notional that the equity carries at most, in multiples. <value>The default is 1: no leverage.</value></summary>
    public double Leverage { get; init; } = 1;

    /// <summary>
    /// Maintenance margin, a fraction of the notional: a position is closed by force at the price where the equity falls to it.
    /// <value>The default is null: no liquidation.</value>
    /// </summary>
    public double? MaintenanceMargin { get; init; }

    /// <summary>When orders of signals are filled. <value>The default is <see cref="FillTiming.NextOpen"/>.</value></summary>
    public FillTiming FillTiming { get; init; } = FillTiming.NextOpen;

    /// <summary>Which way trades may go. <value>The default is both.</value></summary>
    public TradeDirections Directions { get; init; } = TradeDirections.Both;

    /// <summary>Whether a signal the other way ends a position. <value>The default is true.</value></summary>
    public bool ExitOnOppositeSignal { get; init; } = true;

    /// <summary>
    /// Distance of a stop from the signal's close, a fraction of it; the nearer of this and the strategy's own counts.
    /// <value>The default is null: only the strategy's.</value>
    /// </summary>
    public double? StopLoss { get; init; }

    /// <summary>
    /// Distance of a target from the signal's close, a fraction of it; the nearer of this and the strategy's own counts.
    /// <value>The default is null: only the strategy's.</value>
    /// </summary>
    public double? TakeProfit { get; init; }

    /// <summary>
    /// Distance at which a stop follows the best price since the entry, a fraction of that price. <value>The default is null: none.</value>
    /// </summary>
    public double? TrailingStop { get; init; }

    /// <summary>
    /// Gain, in distances of the stop from the signal's close, at which the stop moves to the entry price. <value>The default is null:
    /// never.</value>
    /// </summary>
    public double? BreakEvenAfter { get; init; }

    /// <summary>
    /// Candles that a position is held at most; the shorter of this and the strategy's own counts. <value>The default is 0: only the
    /// strategy's.</value>
    /// </summary>
    public int MaximumHolding { get; init; }

    /// <summary>
    /// Finer candles that tell which of stop and target was reached first within a candle. <value>The default is null: the stop.</value>
    /// </summary>
    public IntrabarPath? IntrabarPath { get; init; }

    /// <summary>What the exchange accepts as price, size and notional. <value>The default is null: anything.</value></summary>
    public ExchangeFilters? Filters { get; init; }

    /// <summary>
    /// The longest hole in the candles across which a position is held; before a longer one it is closed at the last close, and
    /// no order waits. <value>The default is null: a day, or three candles where these are longer.</value>
    /// </summary>
    public TimeSpan? LongestGap { get; init; }

    /// <summary>
    /// Whether the strategy starts afresh after a longer hole: it sees nothing from before, and needs its warm-up again. Otherwise
    /// the candle after the hole follows the one before. <value>The default is true.</value>
    /// </summary>
    public bool RestartAfterGap { get; init; } = true;

    /// <summary>
    /// Candles after a longer hole on which no signal counts. <value>The default is null: the strategy's warm-up.</value>
    /// </summary>
    public int? WarmUpAfterGap { get; init; }

    /// <summary>
    /// The length from which a backtest tells its return per year, which of a few days is a number without meaning.
    /// <value>The default is 90 days.</value>
    /// </summary>
    public TimeSpan AnnualisedFrom { get; init; } = Annualisation.ShortestSpan;

    /// <summary>Position of the first candle on which a trade may begin; earlier candles only feed indicators.</summary>
    public int TradeFrom { get; init; }

    /// <summary>
    /// The moment of looking, epoch milliseconds UTC: a candle that is not over by then is left out. <value>The default is null: all are
    /// over.</value>
    /// </summary>
    public long? AsOf { get; init; }
}

/// <summary>When the order of a signal is filled. The signal itself is known at the close of its candle.</summary>
public enum FillTiming
{
    /// <summary>At the open of the next candle.</summary>
    NextOpen,

    /// <summary>At the close of the signal's own candle: nobody can trade there, so it is for comparisons only.</summary>
    Close,
}

/// <summary>Which way trades may go.</summary>
public enum TradeDirections
{
    /// <summary>Long and short.</summary>
    Both,

    /// <summary>Long only; a short signal closes a long position.</summary>
    LongOnly,

    /// <summary>Short only; a long signal closes a short position.</summary>
    ShortOnly,
}
