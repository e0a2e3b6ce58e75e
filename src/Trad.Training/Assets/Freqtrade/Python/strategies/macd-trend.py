def signals(candles, p):
    found, close = Signals(len(candles)), candles.close
    fast, slow = exponential_average(close, p["fast_period"]), exponential_average(close, p["slow_period"])
    line = [quick - lazy for quick, lazy in zip(fast, slow)]
    signal, spread = exponential_average(line, p["signal_period"]), average_true_range(candles, 14)
    for t in range(1, len(candles)):
        before, now = line[t - 1] - signal[t - 1], line[t] - signal[t]
        direction = 1 if before <= 0 < now else -1 if before >= 0 > now else 0
        if direction != 0 and spread[t] == spread[t]:
            found.enter(t, direction, close[t], p["atr_multiplier_sl"] * spread[t], NAN)
    return found
