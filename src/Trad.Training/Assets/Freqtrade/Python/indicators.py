# Indicators as Trad computes them, digit for digit, on plain lists; NaN while there are not yet enough values.

NAN = float("nan")


class Candles:
    def __init__(self, open, high, low, close, volume):
        self.open, self.high, self.low, self.close, self.volume = open, high, low, close, volume

    def __len__(self):
        return len(self.close)


def warmed_up_at(values):
    start = 0
    while start < len(values) and values[start] != values[start]:
        start += 1
    return start


def simple_average(values, length):
    # A compensated sum (Neumaier, 1974).
    result, start, total, lost = [NAN] * len(values), warmed_up_at(values), 0.0, 0.0
    for i in range(start, len(values)):
        for value in (values[i], -values[i - length]) if i >= start + length else (values[i],):
            new = total + value
            lost += total - new + value if abs(total) >= abs(value) else value - new + total
            total = new
        if i >= start + length - 1:
            result[i] = (total + lost) / length
    return result


def exponential_average(values, length):
    result, first, weight, total, average = [NAN] * len(values), warmed_up_at(values) + length - 1, 2.0 / (length + 1), 0.0, 0.0
    for i, value in enumerate(values):
        if i <= first:
            total += 0.0 if value != value else value
            average = total / length
        else:
            average += weight * (value - average)
        if i >= first:
            result[i] = average
    return result


def wilder_average(values, length):
    result, first, total, average = [NAN] * len(values), warmed_up_at(values) + length - 1, 0.0, 0.0
    for i, value in enumerate(values):
        if i <= first:
            total += 0.0 if value != value else value
            average = total / length
        else:
            average = ((average * (length - 1)) + value) / length
        if i >= first:
            result[i] = average
    return result


def average_true_range(candles, length):
    true_range = [NAN] * len(candles)
    for i in range(1, len(candles)):
        true_range[i] = max(candles.high[i], candles.close[i - 1]) - min(candles.low[i], candles.close[i - 1])
    return wilder_average(true_range, length)


def relative_strength(values, length):
    result, gain, loss = [NAN] * len(values), 0.0, 0.0
    for i in range(1, len(values)):
        change = values[i] - values[i - 1]
        up, down = max(change, 0.0), max(-change, 0.0)
        if i <= length:
            gain += up / length
            loss += down / length
        else:
            gain = ((gain * (length - 1)) + up) / length
            loss = ((loss * (length - 1)) + down) / length
        if i >= length:
            result[i] = 100 * gain / (gain + loss) if gain + loss > 0 else 50.0
    return result


def rolling_extreme(values, length, sign):
    result, queue, head = [NAN] * len(values), [], 0
    for i, value in enumerate(values):
        if head < len(queue) and queue[head] <= i - length:
            head += 1
        while len(queue) > head and sign * values[queue[-1]] <= sign * value:
            queue.pop()
        queue.append(i)
        if i >= length - 1:
            result[i] = values[queue[head]]
    return result


def highest(values, length):
    return rolling_extreme(values, length, 1)


def lowest(values, length):
    return rolling_extreme(values, length, -1)


class DoubleDouble:
    # A sum kept as two floats (Dekker, 1971): about 32 digits.
    def __init__(self):
        self.high, self.low = 0.0, 0.0

    def add(self, value):
        total = self.high + value
        rounded = total - self.high
        error = (self.high - (total - rounded)) + (value - rounded) + self.low
        self.high = total + error
        self.low = error - (self.high - total)

    def add_product(self, left, right):
        product = left * right
        self.add(product)
        self.add(product_error(left, right, product))


def split(value):
    scaled = 134217729.0 * value
    high = scaled - (scaled - value)
    return high, value - high


def product_error(left, right, product):
    left_high, left_low = split(left)
    right_high, right_low = split(right)
    return ((left_high * right_high - product) + left_high * right_low + left_low * right_high) + left_low * right_low


def deviation(values, length):
    # The standard deviation of the population.
    result, total, squares, divisor = [NAN] * len(values), DoubleDouble(), DoubleDouble(), float(length) * length
    for i, value in enumerate(values):
        total.add(value)
        squares.add_product(value, value)
        if i >= length:
            left = values[i - length]
            total.add(-left)
            squares.add_product(-left, left)
        if i >= length - 1:
            spread = DoubleDouble()
            spread.add_product(float(length), squares.high)
            spread.add_product(float(length), squares.low)
            spread.add_product(-total.high, total.high)
            spread.add_product(-2 * total.high, total.low)
            found = math.sqrt(max(0.0, (spread.high + spread.low) / divisor))
            result[i] = found if found > 1e-13 * abs(total.high + total.low) / length else 0.0
    return result


class Signals:
    def __init__(self, count):
        self.direction, self.stop, self.target = [0] * count, [NAN] * count, [NAN] * count

    def set(self, t, direction, stop, target):
        self.direction[t], self.stop[t], self.target[t] = direction, stop, target

    def enter(self, t, direction, close, distance, reward):
        self.set(t, direction, close - (direction * distance), close + (direction * reward * distance))
