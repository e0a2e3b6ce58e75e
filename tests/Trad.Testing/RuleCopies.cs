namespace Trad.Testing;

/// <summary>Built-in strategies written as rules, with the same parameters and the same search.</summary>
public static class RuleCopies
{
    /// <summary>The documents by the names of the built-in strategies that they copy: every one that the language can say.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        {
            "moving-average-crossover",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "fast_period", "type": "integer", "default": 10, "low": 5, "high": 100},
                {"name": "slow_period", "type": "integer", "default": 50, "low": 20, "high": 400}],
              "orders": [{"smaller": "fast_period", "larger": "slow_period"}],
              "long": "cross_above(sma(close, fast_period), sma(close, slow_period))",
              "short": "cross_below(sma(close, fast_period), sma(close, slow_period))"
            }
            """
        },
        {
            "donchian-breakout",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "channel_period", "type": "integer", "default": 55, "low": 10, "high": 200},
                {"name": "atr_multiplier_sl", "type": "continuous", "default": 2, "low": 1, "high": 6},
                {"name": "max_holding_periods", "type": "choice", "default": 200, "choices": [50, 100, 200, 400]}],
              "long": "cross_above(close, donchian_upper(channel_period))",
              "short": "cross_below(close, donchian_lower(channel_period))",
              "stop": "atr_multiplier_sl * atr(20)",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "rsi-mean-reversion",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "rsi_period", "type": "integer", "default": 14, "low": 5, "high": 30},
                {"name": "oversold", "type": "continuous", "default": 30, "low": 10, "high": 45},
                {"name": "overbought", "type": "continuous", "default": 70, "low": 55, "high": 90},
                {"name": "atr_multiplier_sl", "type": "continuous", "default": 2, "low": 1, "high": 4},
                {"name": "risk_reward_ratio", "type": "continuous", "default": 1.5, "low": 0.5, "high": 4},
                {"name": "max_holding_periods", "type": "choice", "default": 60, "choices": [20, 40, 60, 100, 150]}],
              "orders": [{"smaller": "oversold", "larger": "overbought"}],
              "definitions": {"strength": "rsi(close, rsi_period)", "risk": "atr_multiplier_sl * atr(14)"},
              "long": "strength[1] < oversold and strength >= oversold",
              "short": "strength[1] > overbought and strength <= overbought",
              "stop": "risk",
              "target": "risk_reward_ratio * risk",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "macd-trend",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "fast_period", "type": "integer", "default": 12, "low": 5, "high": 30},
                {"name": "slow_period", "type": "integer", "default": 26, "low": 20, "high": 100},
                {"name": "signal_period", "type": "integer", "default": 9, "low": 3, "high": 20},
                {"name": "atr_multiplier_sl", "type": "continuous", "default": 3, "low": 1, "high": 6},
                {"name": "max_holding_periods", "type": "choice", "default": 200, "choices": [50, 100, 200, 400]}],
              "orders": [{"smaller": "fast_period", "larger": "slow_period"}],
              "definitions": {
                "line": "macd(close, fast_period, slow_period)",
                "signal": "macd_signal(close, fast_period, slow_period, signal_period)"},
              "long": "cross_above(line, signal)",
              "short": "cross_below(line, signal)",
              "stop": "atr_multiplier_sl * atr(14)",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
        {
            "bollinger-mean-reversion",
            """
            {
              "name": "copy",
              "parameters": [
                {"name": "band_period", "type": "integer", "default": 20, "low": 10, "high": 60},
                {"name": "band_width", "type": "continuous", "default": 2, "low": 1, "high": 3.5},
                {"name": "atr_multiplier_sl", "type": "continuous", "default": 2, "low": 1, "high": 5},
                {"name": "max_holding_periods", "type": "choice", "default": 60, "choices": [20, 40, 60, 100, 150]}],
              "definitions": {
                "middle": "sma(close, band_period)", "band": "band_width * stdev(close, band_period)", "away": "close - middle"},
              "long": "away[1] < -band[1] and away >= -band and away < 0",
              "short": "away[1] > band[1] and away <= band and away > 0",
              "stop": "atr_multiplier_sl * atr(14)",
              "targetPrice": "middle",
              "maximumHolding": "max_holding_periods"
            }
            """
        },
    };
}
