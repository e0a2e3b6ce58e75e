def signals(candles, p):
    found, close, oversold, overbought = Signals(len(candles)), candles.close, p["oversold"], p["overbought"]
    strength, spread = relative_strength(close, p["rsi_period"]), average_true_range(candles, 14)
    for t in range(1, len(candles)):
        if strength[t - 1] < oversold <= strength[t]:
            direction = 1
        elif strength[t - 1] > overbought >= strength[t]:
            direction = -1
        else:
            continue
        if spread[t] == spread[t]:
            found.enter(t, direction, close[t], p["atr_multiplier_sl"] * spread[t], p["risk_reward_ratio"])
    return found
