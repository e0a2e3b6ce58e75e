using Trad.Backtesting.Costs;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>What a request means for the backtest engine; trials, assets and revalidations all run by this.</summary>
public static class TrialBacktest
{
    private const double DefaultFraction = 0.1;
    private const double DefaultVolatility = 0.2;

    /// <summary>The values of a parameter set for the strategy.</summary>
    /// <exception cref="ArgumentException">A value belongs to no parameter of the strategy, or is not allowed.</exception>
    public static StrategyParameters Parameters(IStrategy strategy, ParameterSet parameters) =>
        StrategyParameters.Create(strategy, parameters.Select(value => KeyValuePair.Create(value.Key, value.Value.Number)));

    /// <summary>The conditions of a request's backtests.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="tradeFrom">Position of the first candle on which a trade may begin.</param>
    /// <param name="finer">Finer candles that tell what came first within a candle; null when there are none.</param>
    public static BacktestOptions Options(TrainingRequest request, int tradeFrom, CandleSeries? finer = null) => new()
    {
        IntrabarPath = finer is null ? null : new IntrabarPath(finer),
        FeeRate = request.FeeRate!.Value,
        MakerFeeRate = request.Costs?.MakerFeeRate,
        MinimumFee = request.Costs?.MinimumFee ?? 0,
        Slippage = request.Slippage!.Value,
        Spread = request.Costs?.Spread ?? 0,
        AtrSlippage = request.Costs?.AtrSlippage ?? 0,
        Funding = FundingOf(request.Costs),
        InitialCapital = request.Account?.InitialCapital ?? BacktestOptions.DefaultCapital,
        Leverage = request.Account?.Leverage ?? 1,
        MaintenanceMargin = request.Account?.MaintenanceMargin,
        Compounding = request.Account?.Compounding ?? true,
        ExitOnOppositeSignal = request.Exits?.OnOppositeSignal ?? true,
        StopLoss = request.Exits?.StopLoss,
        TakeProfit = request.Exits?.TakeProfit,
        TrailingStop = request.Exits?.TrailingStop,
        BreakEvenAfter = request.Exits?.BreakEvenAfter,
        MaximumHolding = request.Exits?.MaximumHolding ?? 0,
        Filters = FiltersOf(request.Filters),
        Sizing = request.Sizing?.Mode ?? PositionSizing.RiskPerTrade,
        RiskPerTrade = request.RiskPerTrade!.Value,
        PositionFraction = request.Sizing is { Mode: PositionSizing.FixedFraction, Value: { } fraction } ? fraction : DefaultFraction,
        TargetVolatility = request.Sizing is { Mode: PositionSizing.VolatilityTarget, Value: { } volatility }
            ? volatility
            : DefaultVolatility,
        VolatilityCandles = request.Sizing?.VolatilityCandles ?? BacktestOptions.DefaultVolatilityCandles,
        FillTiming = request.FillTiming ?? FillTiming.NextOpen,
        Directions = DirectionsOf(request),
        LongestGap = DataSelection.LongestGapOf(request),
        RestartAfterGap = request.GapPolicy != GapPolicy.Skip,
        WarmUpAfterGap = RequestedStrategy.LongestWarmUp(request),
        TradeFrom = tradeFrom,
    };

    private static FundingSchedule? FundingOf(CostRequest? costs) => costs switch
    {
        { FundingRates: { Count: > 0 } payments } => FundingSchedule.Series(
            [.. payments.Select(payment => payment.Time!.Value.ToUnixTimeMilliseconds())],
            [.. payments.Select(payment => payment.Rate!.Value)]),
        { FundingRate: { } rate and not 0 } => FundingSchedule.Constant(rate),
        _ => null,
    };

    private static ExchangeFilters? FiltersOf(ExchangeFilterRequest? filters) => filters is null
        ? null
        : new ExchangeFilters(
            filters.TickSize ?? 0, filters.LotSize ?? 0, filters.MinimumSize ?? 0, filters.MinimumNotional ?? 0);

    private static TradeDirections DirectionsOf(TrainingRequest request) =>
        TradeDirectionNames.TryParse(request.Direction ?? "both", out var directions)
            ? directions
            : throw new TrainingException($"This version knows no direction '{request.Direction}'.");
}
