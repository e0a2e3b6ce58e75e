using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Duties;

namespace Trad.Functions.Tests.Operations.Duties;

public sealed class DutyScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OfSetting_that_is_missing_is_named_and_never_due()
    {
        var schedule = DutySchedule.OfSetting(new ConfigurationBuilder().Build(), BackfillDuty.ScheduleSetting);

        Assert.Equal("%TradBackfillSchedule%", schedule.Text);
        Assert.Null(schedule.NextAfter(Noon));
    }

    [Theory]
    [InlineData("30 */5 * * * *", "2025-06-30T12:00:30Z")]
    [InlineData("0 0 3 * * *", "2025-07-01T03:00:00Z")]
    [InlineData("0 0 0 31 2 *", null)]
    public void NextAfter_is_the_first_moment_behind(string text, string? next) => Assert.Equal(
        next is null ? null : DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
        DutySchedule.Parse(text).NextAfter(Noon));

    [Fact]
    public void Schedule_that_cannot_be_read_is_refused_at_the_start_by_the_name_of_its_setting()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            [BackfillDuty.ScheduleSetting] = "*/5 * * * *",
        }).Build();
        using var services = new ServiceCollection().AddTrad(configuration).BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("TradBackfillSchedule: '*/5 * * * *' is no schedule; allowed is", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_app_has_one_timer_so_that_it_can_sleep()
    {
        var timers = typeof(TradServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>())
            .OfType<TimerTriggerAttribute>();

        Assert.Equal(DutyTimer.Schedule, Assert.Single(timers).Schedule);
    }
}
