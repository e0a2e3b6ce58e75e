class {class}(IStrategy):
    """{title}, trained by Trad: asset {id}, {market} {timeframe}. README.md beside this file says what differs from Trad."""

    INTERFACE_VERSION = 3
    timeframe = "{timeframe}"
    can_short = {can_short}
    startup_candle_count = {warm_up}
    process_only_new_candles = True
    use_exit_signal = True
    exit_profit_only = False
    ignore_roi_if_entry_signal = False
    position_adjustment_enable = False

    # Every trade has the stop and the target of its signal; these would only come before them.
    stoploss = -0.99
    use_custom_stoploss = {has_stop}
    trailing_stop = False
    minimal_roi = {{}}

{parameters}

    @property
    def longest_holding(self):
        """Candles that a position is held at most; 0 for no limit."""
        return {longest_holding}

    @property
    def trails_after(self):
        """Gain, in distances of the stop, from which the stop follows the best price; 0 for never."""
        return {trails_after}

    # What the training asked for beside the strategy, as fractions of the price; None for nothing.
    trad_stop_loss = {stop_loss}
    trad_take_profit = {take_profit}
    trad_trailing_stop = {trailing_stop}
    # Gain, in distances of the stop, from which the stop is at the entry; None for never.
    trad_break_even_after = {break_even_after}
    trad_exit_on_opposite_signal = {exit_on_opposite}

    def populate_indicators(self, dataframe, metadata):
        candles = Candles(*(dataframe[name].tolist() for name in ("open", "high", "low", "close", "volume")))
        found = signals(candles, self.trained_parameters())
        dataframe["trad_direction"] = found.direction
        rows = list(zip(found.direction, candles.close, found.stop, found.target))
        dataframe["trad_stop"] = [self.nearest_stop(*row[:3]) for row in rows]
        dataframe["trad_target"] = [self.nearest_target(side, close, target) for side, close, _, target in rows]
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        rows = list(zip(*(dataframe[name].tolist() for name in ("trad_direction", "close", "trad_stop", "trad_target"))))
        dataframe["enter_long"] = [int(row[0] > 0 and {long_allowed}) for row in rows]
        dataframe["enter_short"] = [int(row[0] < 0 and self.can_short) for row in rows]
        # The tag stays with the trade: what its signal said of close, stop and target.
        dataframe["enter_tag"] = [" ".join(repr(float(value)) for value in row[1:]) if row[0] != 0 else None for row in rows]
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        direction = dataframe["trad_direction"].tolist()
        leaves = self.trad_exit_on_opposite_signal
        dataframe["exit_long"] = [int(leaves and value < 0) for value in direction]
        dataframe["exit_short"] = [int(leaves and value > 0) for value in direction]
        return dataframe

    def custom_stoploss(self, pair, trade, current_time, current_rate, current_profit, after_fill=False, **kwargs):
        close, stop, _ = signal_of(trade)
        if stop != stop:
            return None
        side, distance = (-1 if trade.is_short else 1), abs(close - stop)
        best = trade.min_rate if trade.is_short else trade.max_rate
        if best is not None:
            gain = side * (best - trade.open_rate)
            if self.trails_after > 0 and gain >= self.trails_after * distance:
                stop = side * max(side * stop, side * (best - (side * distance)))
            if self.trad_trailing_stop is not None:
                stop = side * max(side * stop, side * best * (1 - (side * self.trad_trailing_stop)))
            if self.trad_break_even_after is not None and gain >= self.trad_break_even_after * distance:
                stop = side * max(side * stop, side * trade.open_rate)
        return stoploss_from_absolute(stop, current_rate, is_short=trade.is_short, leverage=trade.leverage)

    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        _, _, target = signal_of(trade)
        if target == target and (current_rate <= target if trade.is_short else current_rate >= target):
            return "target"
        held = (current_time - trade.open_date_utc).total_seconds() / {candle_seconds}
        return "longest holding" if self.longest_holding and held >= self.longest_holding else None

    def leverage(self, pair, current_time, current_rate, proposed_leverage, max_leverage, entry_tag, side, **kwargs):
        return min({leverage}, max_leverage)

    def nearest_stop(self, side, close, stop):
        distances = [each for each in (self.trad_stop_loss, self.trad_trailing_stop) if each is not None]
        prices = [stop] + [close * (1 - (side * distance)) for distance in distances]
        known = [price for price in prices if price == price]
        return math.nan if side == 0 or not known else side * max(side * price for price in known)

    def nearest_target(self, side, close, target):
        prices = [target] + ([] if self.trad_take_profit is None else [close * (1 + (side * self.trad_take_profit))])
        known = [price for price in prices if price == price]
        return math.nan if side == 0 or not known else side * min(side * price for price in known)

    def trained_parameters(self):
        return {{name: getattr(self, name).value for name in {names}}}


def signal_of(trade):
    # Close, stop and target of the candle that signalled; not a number where there is none.
    return tuple(float(word) for word in (trade.enter_tag or "nan nan nan").split(" "))
