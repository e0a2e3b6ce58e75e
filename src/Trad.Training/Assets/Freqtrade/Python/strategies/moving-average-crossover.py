def signals(candles, p):
    found = Signals(len(candles))
    fast, slow = simple_average(candles.close, p["fast_period"]), simple_average(candles.close, p["slow_period"])
    for t in range(1, len(candles)):
        before, now = fast[t - 1] - slow[t - 1], fast[t] - slow[t]
        if before <= 0 < now:
            found.set(t, 1, NAN, NAN)
        elif before >= 0 > now:
            found.set(t, -1, NAN, NAN)
    return found
