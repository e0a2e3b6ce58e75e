def signals(candles, p):
    found = Signals(len(candles))
    open, high, low, close, volume = candles.open, candles.high, candles.low, candles.close, candles.volume
    mean_volume, spread, strength = simple_average(volume, 20), average_true_range(candles, 14), relative_strength(close, 14)
    mean_spread = simple_average(spread, 20)

    def is_panic(i):
        body = abs(close[i] - open[i])
        wicks = high[i] - low[i] - body
        extreme = p["rsi_extreme_threshold"]
        points = (30 if volume[i] >= p["volume_explosion_threshold"] * mean_volume[i] else 0) \
            + (25 if body >= p["price_velocity_threshold"] * open[i] else 0) \
            + (20 if spread[i] >= p["atr_explosion_threshold"] * mean_spread[i] else 0) \
            + (15 if wicks >= p["exhaustion_wick_ratio"] * max(body, 1e-6 * close[i]) else 0) \
            + (10 if strength[i] <= extreme or strength[i] >= 100 - extreme else 0)
        return points / 100.0 >= p["panic_score_minimum"]

    extreme = p["rsi_extreme_threshold"] + 10
    lookback, window, row = p["rsi_divergence_lookback"], p["panic_window"], p["consecutive_panic_candles"]
    last_panic = last_fall = last_rise = -1
    falling = rising = 0
    for t in range(1, len(candles)):
        before = t - 1
        falling = falling + 1 if close[before] < open[before] else 0
        rising = rising + 1 if close[before] > open[before] else 0
        last_fall = before if falling >= row else last_fall
        last_rise = before if rising >= row else last_rise
        last_panic = before if is_panic(before) else last_panic
        first = max(t - window, 0)
        if last_panic < first or not volume[t] >= p["recovery_volume_threshold"] * mean_volume[t] or t < lookback:
            continue
        known = [value for value in strength[t - lookback:t] if value == value]
        least, most = min(known, default=math.inf), max(known, default=-math.inf)
        direction = 0
        if close[t] > open[t] and last_fall >= first and least <= extreme and strength[t] > least:
            direction = 1
        elif close[t] < open[t] and last_rise >= first and most >= 100 - extreme and strength[t] < most:
            direction = -1
        if direction != 0:
            found.enter(t, direction, close[t], p["atr_multiplier_sl"] * spread[t], p["risk_reward_ratio"])
    return found
