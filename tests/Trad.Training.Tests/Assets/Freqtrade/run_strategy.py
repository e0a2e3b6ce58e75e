"""Runs a strategy class for freqtrade with stand-ins for what freqtrade and pandas give it, and prints what it does as JSON."""
import csv
import datetime
import importlib.util
import json
import pathlib
import sys
import types


class Column(list):
    def tolist(self):
        return list(self)


class Frame(dict):
    def __setitem__(self, name, values):
        if self and len(values) != len(next(iter(self.values()))):
            raise ValueError(f"{name} has {len(values)} values")
        super().__setitem__(name, Column(values))


class Parameter:
    def __init__(self, *bounds, default, space):
        self.bounds, self.value = bounds, default
        assert space == "buy"


class Number(Parameter):
    def __init__(self, low, high, *, default, space):
        super().__init__(low, high, default=default, space=space)
        assert low <= default <= high, f"{default} is not from {low} to {high}"


class Category(Parameter):
    def __init__(self, choices, *, default, space):
        super().__init__(choices, default=default, space=space)
        assert default in choices


class Strategy:
    def __init__(self):
        values = json.loads(pathlib.Path(sys.argv[1]).with_suffix(".json").read_text())
        assert values["strategy_name"] == type(self).__name__ and values["ft_stratparam_v"] == 1
        for name, value in values["params"]["buy"].items():
            getattr(self, name).value = value


module = types.ModuleType("freqtrade.strategy")
module.IStrategy, module.IntParameter, module.RealParameter, module.CategoricalParameter = Strategy, Number, Number, Category
module.BooleanParameter = Parameter
module.stoploss_from_absolute = lambda stop, rate, is_short, leverage: stop
sys.modules["freqtrade"], sys.modules["freqtrade.strategy"] = types.ModuleType("freqtrade"), module

source = pathlib.Path(sys.argv[1])
spec = importlib.util.spec_from_file_location(source.stem, source)
loaded = importlib.util.module_from_spec(spec)
spec.loader.exec_module(loaded)
strategy = getattr(loaded, source.stem)()

frame = Frame()
with open(sys.argv[2], newline="") as file:
    rows = list(csv.DictReader(file))
for name in ("open", "high", "low", "close", "volume"):
    frame[name] = [float(row[name]) for row in rows]
for step in (strategy.populate_indicators, strategy.populate_entry_trend, strategy.populate_exit_trend):
    frame = step(frame, {"pair": "BTC/USDT"})


def trailed(trade, close, stop):
    # The stop after a gain of three of its distances.
    side = -1 if trade.is_short else 1
    best = close + (side * 3 * abs(close - stop))
    after = types.SimpleNamespace(**{**vars(trade), "min_rate": best, "max_rate": best})
    return strategy.custom_stoploss("BTC/USDT", after, opened, best, 0.0)


trades, opened = [], datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
for t, tag in enumerate(frame["enter_tag"]):
    if tag is None:
        continue
    is_short = frame["trad_direction"][t] < 0
    close, stop, target = frame["close"][t], frame["trad_stop"][t], frame["trad_target"][t]
    trade = types.SimpleNamespace(
        enter_tag=tag, is_short=is_short, leverage=1.0, open_date_utc=opened, open_rate=close, min_rate=close, max_rate=close)
    held = datetime.timedelta(seconds=float(sys.argv[3]) * strategy.longest_holding)
    worse = close * (1.5 if is_short else 0.5)
    trades.append({
        "index": t,
        "stop": strategy.custom_stoploss("BTC/USDT", trade, opened, close, 0.0),
        "atTarget": strategy.custom_exit("BTC/USDT", trade, opened, target, 0.0) if target == target else None,
        "early": strategy.custom_exit("BTC/USDT", trade, opened, worse, 0.0),
        "trailed": trailed(trade, close, stop),
        "late": strategy.custom_exit("BTC/USDT", trade, opened + held, worse, 0.0),
    })

print(json.dumps({
    "timeframe": strategy.timeframe, "canShort": strategy.can_short, "warmUp": strategy.startup_candle_count,
    "usesStop": strategy.use_custom_stoploss, "leverage": strategy.leverage("BTC/USDT", opened, 1.0, 1.0, 50.0, None, "long"), "longestHolding": strategy.longest_holding,
    "direction": frame["trad_direction"],
    "stop": [repr(value) for value in frame["trad_stop"]], "target": [repr(value) for value in frame["trad_target"]],
    "enterLong": frame["enter_long"], "enterShort": frame["enter_short"],
    "exitLong": frame["exit_long"], "exitShort": frame["exit_short"], "trades": trades,
}))
