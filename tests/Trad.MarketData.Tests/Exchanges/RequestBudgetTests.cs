using Microsoft.Extensions.Time.Testing;
using Trad.MarketData.Exchanges;

namespace Trad.MarketData.Tests.Exchanges;

public sealed class RequestBudgetTests
{
    // Whatever is due by the clock comes at once, on a busy machine a little later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 1, 0, 0, 40, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spend_more_than_a_minute_allows_waits_for_the_next_minute()
    {
        var budget = new RequestBudget("test", 10, _clock);
        await budget.SpendAsync(10, Cancellation);

        var next = budget.SpendAsync(2, Cancellation);

        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Spend_after_the_exchange_counted_more_waits()
    {
        var budget = new RequestBudget("test", 10, _clock);
        budget.Observe(9);

        var next = budget.SpendAsync(2, Cancellation);

        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await next.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Spend_of_more_than_a_minute_holds_goes_alone_in_its_minute()
    {
        var budget = new RequestBudget("test", 10, _clock);
        await budget.SpendAsync(1, Cancellation);

        var heavy = budget.SpendAsync(25, Cancellation);
        Assert.False(heavy.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await heavy.WaitAsync(Patience, Cancellation);

        var next = budget.SpendAsync(1, Cancellation);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await next.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Spend_after_the_exchange_counted_beyond_the_budget_waits_for_the_minute_of_the_clock()
    {
        var budget = new RequestBudget("test", 10, _clock);
        await budget.SpendAsync(4, Cancellation);
        budget.Observe(50);

        var next = budget.SpendAsync(1, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(19.9));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await next.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Spend_during_a_pause_waits_for_its_end()
    {
        var budget = new RequestBudget("test", 10, _clock);
        budget.Pause(TimeSpan.FromSeconds(35));

        var next = budget.SpendAsync(1, Cancellation);

        _clock.Advance(TimeSpan.FromSeconds(34));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Spend_during_a_ban_fails_until_it_ends()
    {
        var budget = new RequestBudget("test", 10, _clock);
        budget.Ban(_clock.GetUtcNow() + TimeSpan.FromMinutes(5));

        await Assert.ThrowsAsync<ExchangeBannedException>(() => budget.SpendAsync(1, Cancellation));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await budget.SpendAsync(1, Cancellation);
    }
}
