def swing_points(prices, sign):
    # Known only two candles later.
    return [i for i in range(2, len(prices) - 2) if all(sign * prices[i] > sign * prices[i + near] for near in (-2, -1, 1, 2))]


def levels_of(prices, width, touches, are_highs):
    # Clusters of prices, lows from the lowest up and highs from the highest down; each a level at its mean.
    levels, total, members = [], 0.0, 0
    for price in sorted(prices, reverse=are_highs):
        apart = price * members < total * (1 - width) if are_highs else price * members > total * (1 + width)
        if apart:
            if members >= touches:
                levels.append(total / members)
            total, members = 0.0, 0
        total += price
        members += 1
    if members >= touches:
        levels.append(total / members)
    return levels


class SwingWindow:
    def __init__(self, prices, p, are_highs):
        self.positions = swing_points(prices, 1 if are_highs else -1)
        self.prices = [prices[i] for i in self.positions]
        self.p, self.are_highs, self.made_of, self.levels = p, are_highs, None, []

    def any_between(self, t, least, most):
        if not least < most:
            return False
        first = bisect.bisect_left(self.positions, t - self.p["key_level_lookback"])
        end = bisect.bisect_right(self.positions, t - 2)
        if self.made_of != (first, end):
            self.made_of = (first, end)
            self.levels = levels_of(
                self.prices[first:end], self.p["min_distance_from_level"], self.p["min_level_touches"], self.are_highs)
        return any(least <= level <= most for level in self.levels)


def signals(candles, p):
    found = Signals(len(candles))
    open, high, low, close, volume = candles.open, candles.high, candles.low, candles.close, candles.volume
    mean_volume, spread = simple_average(volume, 20), average_true_range(candles, 14)
    supports, resistances = SwingWindow(low, p, False), SwingWindow(high, p, True)
    depth, spike, reversal = p["pierce_depth"], p["volume_spike_threshold"], p["reversal_candles"]
    last_spike = -math.inf
    for t in range(1, len(candles)):
        if volume[t - 1] >= spike * mean_volume[t - 1]:
            last_spike = t - 1
        first = t - reversal - 1
        if last_spike < first or first < 0 or spread[t] != spread[t]:
            continue
        spikes = [i for i in range(first, t) if volume[i] >= spike * mean_volume[i]]
        least, most = min((low[i] for i in spikes), default=math.inf), max((high[i] for i in spikes), default=-math.inf)
        rising = sum(close[i] > open[i] for i in range(first + 1, t + 1))
        falling = sum(close[i] < open[i] for i in range(first + 1, t + 1))
        reach = 3 * spread[t]
        goes_long = rising >= reversal and supports.any_between(
            t, max(least / (1 - depth), close[t] - reach), math.nextafter(close[t], -math.inf))
        goes_short = falling >= reversal and resistances.any_between(
            t, math.nextafter(close[t], math.inf), min(most / (1 + depth), close[t] + reach))
        if goes_long != goes_short:
            found.enter(t, 1 if goes_long else -1, close[t], p["atr_multiplier_sl"] * spread[t], p["risk_reward_ratio"])
    return found
