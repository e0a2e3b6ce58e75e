CONTRADICTION = 2


def signals(candles, p):
    found = Signals(len(candles))
    if p["range_lookback_periods"] >= 2:
        spread = average_true_range(candles, 14)
        search(candles, p, found, spread, 1)
        if p["mirror_short"]:
            search(candles, p, found, spread, -1)
            found.direction = [0 if direction == CONTRADICTION else direction for direction in found.direction]
    return found


def search(candles, p, found, spread, direction):
    # Every range looks for its own spring; what it finds depends on candles up to the one that signals.
    length, volume = p["range_lookback_periods"], candles.volume
    upper, lower = highest(candles.high, length), lowest(candles.low, length)
    extreme = candles.low if direction > 0 else candles.high
    half_volume, range_volume = simple_average(volume, length // 2), simple_average(volume, length)
    for end in range(length - 1, len(candles) - 1):
        is_tight = upper[end] - lower[end] <= p["range_tightness_threshold"] * lower[end]
        if not is_tight or not half_volume[end] < 0.8 * half_volume[end - length + (length // 2)]:
            continue
        edge = lower[end] if direction > 0 else upper[end]
        limit, price = p["breakdown_volume_threshold"] * range_volume[end], edge * (1 - direction * p["breakdown_depth"])
        breakdown = next(
            (i for i in range(end + 1, min(end + 50, len(candles) - 1) + 1)
             if direction * (extreme[i] - price) <= 0 and volume[i] <= limit), -1)
        if breakdown < 0:
            continue
        near = edge * (1 + (direction * 0.005))
        touches = sum(direction * (value - near) <= 0 for value in extreme[end - length + 1:end + 1])
        if touches >= p["min_touches"]:
            try_signal(candles, p, found, spread, direction, extreme, breakdown, edge, range_volume[end], touches)


def try_signal(candles, p, found, spread, direction, extreme, breakdown, edge, range_volume, touches):
    close, volume, deepest = candles.close, candles.volume, extreme[breakdown]
    for t in range(breakdown + 1, min(breakdown + min(p["recovery_speed"], p["spring_max_duration"]), len(candles) - 1) + 1):
        deepest = extreme[t] if direction * (extreme[t] - deepest) < 0 else deepest
        if direction * (close[t] - edge) <= 0:
            continue
        if direction * (close[t] - (edge * (1 + (direction * 0.03)))) <= 0 \
                and volume[t] >= p["recovery_volume_threshold"] * range_volume \
                and score(volume, p, breakdown, range_volume, touches, t) >= p["accumulation_score_minimum"] \
                and spread[t] == spread[t]:
            stop = deepest - (direction * p["atr_multiplier_sl"] * spread[t])
            distance = direction * (close[t] - stop)
            contradicts = found.direction[t] in (-direction, CONTRADICTION)
            found.set(
                t, CONTRADICTION if contradicts else direction, stop, close[t] + (direction * p["risk_reward_ratio"] * distance))
        return


def score(volume, p, breakdown, range_volume, touches, recovery):
    weakness = 1 - (volume[breakdown] / (p["breakdown_volume_threshold"] * range_volume))
    strength = volume[recovery] / (1.5 * p["recovery_volume_threshold"] * range_volume)
    speed = 1 - ((recovery - breakdown) / p["spring_max_duration"])
    return (0.30 * max(weakness, 0)) + (0.35 * min(strength, 1)) + (0.20 * speed) + (0.15 * min(touches / 10.0, 1))
