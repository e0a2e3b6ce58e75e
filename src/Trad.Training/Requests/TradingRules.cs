using Trad.Backtesting.Simulation;
using static Trad.Training.Requests.RequestRule;

namespace Trad.Training.Requests;

/// <summary>What costs, sizes and orders of a training request must be like.</summary>
internal static class TradingRules
{
    private const double DefaultRisk = 0.02;

    /// <summary>The request with the defaults of costs and sizes filled in; the short forms hold what counts.</summary>
    public static TrainingRequest WithDefaults(TrainingRequest request) => request with
    {
        FeeRate = request.FeeRate ?? request.Costs?.TakerFeeRate ?? 0.001,
        Slippage = request.Slippage ?? request.Costs?.Slippage ?? 0.0005,
        RiskPerTrade = request.RiskPerTrade
            ?? (request.Sizing is { Mode: PositionSizing.RiskPerTrade, Value: { } value } ? value : DefaultRisk),
        FillTiming = request.FillTiming ?? FillTiming.NextOpen,
        Direction = request.Direction ?? "both",
    };

    /// <summary>Records what is wrong.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        Within("feeRate", request.FeeRate, 0, RequestLimits.HighestRate, errors);
        Within("slippage", request.Slippage, 0, RequestLimits.HighestRate, errors);
        Within("riskPerTrade", request.RiskPerTrade, RequestLimits.SmallestSizingValue, 1, errors);
        if (request.Costs is { } costs)
        {
            CheckCosts(request, costs, errors);
        }

        if (request.Sizing is { } sizing)
        {
            CheckSizing(request, sizing, errors);
        }

        AccountRules.Check(request, errors);
        if (!TradeDirectionNames.TryParse(request.Direction, out _))
        {
            errors.Add("direction", Found(request.Direction, $"one of {TradeDirectionNames.KnownNames}"));
        }
    }

    private static void CheckCosts(TrainingRequest request, CostRequest costs, ValidationErrors errors)
    {
        Within("costs.takerFeeRate", costs.TakerFeeRate, 0, RequestLimits.HighestRate, errors);
        Within("costs.makerFeeRate", costs.MakerFeeRate, -RequestLimits.HighestRate, RequestLimits.HighestRate, errors);
        Within("costs.minimumFee", costs.MinimumFee, 0, RequestLimits.HighestMinimumFee, errors);
        Within("costs.slippage", costs.Slippage, 0, RequestLimits.HighestRate, errors);
        Within("costs.spread", costs.Spread, 0, RequestLimits.HighestRate, errors);
        Within("costs.fundingRate", costs.FundingRate, -RequestLimits.HighestRate, RequestLimits.HighestRate, errors);
        Within("costs.atrSlippage", costs.AtrSlippage, 0, RequestLimits.HighestAtrSlippage, errors);
        FundingRules.Check(costs, request.AllSymbols.Count, errors);
        SameAs("costs.takerFeeRate", costs.TakerFeeRate, "feeRate", request.FeeRate, errors);
        SameAs("costs.slippage", costs.Slippage, "slippage", request.Slippage, errors);
    }

    private static void CheckSizing(TrainingRequest request, SizingRequest sizing, ValidationErrors errors)
    {
        Within(
            "sizing.volatilityCandles", sizing.VolatilityCandles, RequestLimits.FewestVolatilityCandles,
            RequestLimits.MostVolatilityCandles, errors);
        if (sizing.VolatilityCandles is not null && sizing.Mode is { } mode and not PositionSizing.VolatilityTarget)
        {
            errors.Add("sizing.volatilityCandles", $"cannot go with {EnumNames.Format(mode)}; it belongs to volatility-target");
        }

        // A complete request, which may be sent again, has the default whatever the method is.
        if (request.RiskPerTrade is { } risk and not DefaultRisk && sizing.Mode is { } other and not PositionSizing.RiskPerTrade)
        {
            errors.Add(
                "riskPerTrade",
                FormattableString.Invariant($"is '{risk}' and cannot go with sizing.mode {EnumNames.Format(other)}; it belongs to risk-per-trade"));
        }

        Within("sizing.value", sizing.Value, RequestLimits.SmallestSizingValue, LargestValue(sizing.Mode), errors);
        switch (sizing.Mode)
        {
            case null:
                errors.Add("sizing.mode", Found(null, "one of risk-per-trade, all-in, fixed-fraction, volatility-target"));
                break;
            case PositionSizing.AllIn when sizing.Value is not null:
                errors.Add("sizing.value", "cannot go with all-in, which takes everything");
                break;
            case PositionSizing.RiskPerTrade:
                SameAs("sizing.value", sizing.Value, "riskPerTrade", request.RiskPerTrade, errors);
                break;
        }
    }

    // Shares of the equity end with all of it.
    private static double LargestValue(PositionSizing? mode) =>
        mode is PositionSizing.RiskPerTrade or PositionSizing.FixedFraction ? 1 : RequestLimits.LargestSizingValue;

    // Two fields may say the same thing, but not different things.
    private static void SameAs(string field, double? value, string otherField, double? other, ValidationErrors errors)
    {
        if (value is { } given && given != other)
        {
            errors.Add(field, Found(given, $"the same as {otherField}, {other}; give one of the two"));
        }
    }
}
