def signals(candles, p):
    found, close = Signals(len(candles)), candles.close
    upper, lower = highest(candles.high, p["channel_period"]), lowest(candles.low, p["channel_period"])
    spread = average_true_range(candles, 20)
    for t in range(2, len(candles)):
        if close[t] > upper[t - 1] and close[t - 1] <= upper[t - 2]:
            direction = 1
        elif close[t] < lower[t - 1] and close[t - 1] >= lower[t - 2]:
            direction = -1
        else:
            continue
        if spread[t] == spread[t]:
            found.enter(t, direction, close[t], p["atr_multiplier_sl"] * spread[t], NAN)
    return found
