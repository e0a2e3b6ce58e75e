def signals(candles, p):
    found, close, width = Signals(len(candles)), candles.close, p["band_width"]
    mean, spread = simple_average(close, p["band_period"]), average_true_range(candles, 14)
    band = [width * value for value in deviation(close, p["band_period"])]
    for t in range(1, len(candles)):
        before, now = close[t - 1] - mean[t - 1], close[t] - mean[t]
        if before < -band[t - 1] and -band[t] <= now < 0:
            direction = 1
        elif before > band[t - 1] and 0 < now <= band[t]:
            direction = -1
        else:
            continue
        if spread[t] == spread[t]:
            found.set(t, direction, close[t] - (direction * p["atr_multiplier_sl"] * spread[t]), mean[t])
    return found
