using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// The request weight of one exchange, shared by everything that asks it: waits before the minute's budget is spent,
/// after the exchange says wait, and stops altogether while it bans.
/// </summary>
/// <remarks>
/// No limiter of System.Threading.RateLimiting, though the API's own limit is one. The exchange counts by the minute of the clock,
/// for everybody behind one address, and tells its count with each answer: a <c>FixedWindowRateLimiter</c> counts from when it was
/// made, by the stopwatch of the machine and not by a <see cref="TimeProvider"/>; what it has given out can be raised only by
/// acquiring, all or nothing, so that a count beyond what is left cannot be taken over; and it refuses for good a request that
/// weighs more than the window holds, which goes alone here.
/// </remarks>
internal sealed class RequestBudget(string exchange, int weightPerMinute, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _minute;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _bannedUntil;
    private int _used;

    /// <summary>Waits until a request of the weight may be sent, and counts it.</summary>
    /// <exception cref="ExchangeBannedException">The exchange has banned this address and the ban has not ended.</exception>
    public async Task SpendAsync(int weight, CancellationToken cancellationToken)
    {
        for (var wait = TrySpend(weight); wait > TimeSpan.Zero; wait = TrySpend(weight))
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>Takes the exchange's own count for the running minute.</summary>
    public void Observe(int usedInMinute)
    {
        lock (_lock)
        {
            Roll(clock.GetUtcNow());
            _used = Math.Max(_used, usedInMinute);
        }
    }

    /// <summary>Nothing is sent for a while.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_lock)
        {
            _pausedUntil = Moment.Later(_pausedUntil, clock.GetUtcNow() + length);
        }
    }

    /// <summary>Everything fails until the moment.</summary>
    public ExchangeBannedException Ban(DateTimeOffset until)
    {
        lock (_lock)
        {
            _bannedUntil = Moment.Later(_bannedUntil, until);
            return new ExchangeBannedException(exchange, _bannedUntil);
        }
    }

    private TimeSpan TrySpend(int weight)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now < _bannedUntil)
            {
                throw new ExchangeBannedException(exchange, _bannedUntil);
            }

            if (now < _pausedUntil)
            {
                return _pausedUntil - now;
            }

            Roll(now);
            if (_used > 0 && _used + weight > weightPerMinute)
            {
                return _minute + Minute - now;
            }

            _used += weight;
            return TimeSpan.Zero;
        }
    }

    private void Roll(DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % Minute.Ticks), TimeSpan.Zero);
        if (minute != _minute)
        {
            _minute = minute;
            _used = 0;
        }
    }
}
