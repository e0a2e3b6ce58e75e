using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace Trad.LocalRuntime.Tests.Timers;

/// <summary>Timer functions that note their calls.</summary>
public static class TimerSamples
{
    /// <summary>A function with a persisted schedule.</summary>
    public static class Monitored
    {
        public static Channel<TimerInfo> Calls { get; } = Channel.CreateUnbounded<TimerInfo>();

        [Function(nameof(Tick))]
        public static void Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => Calls.Writer.TryWrite(timer);
    }

    /// <summary>A function of a host whose clock is set back.</summary>
    public static class SetBack
    {
        public static Channel<TimerInfo> Calls { get; } = Channel.CreateUnbounded<TimerInfo>();

        [Function(nameof(Tick))]
        public static void Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => Calls.Writer.TryWrite(timer);
    }

    /// <summary>A function whose schedule is kept nowhere.</summary>
    public static class Unmonitored
    {
        public static Channel<TimerInfo> Calls { get; } = Channel.CreateUnbounded<TimerInfo>();

        [Function(nameof(Tick))]
        public static void Tick([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer) => Calls.Writer.TryWrite(timer);
    }

    /// <summary>A function that also runs at start, and throws each time.</summary>
    public static class AtStart
    {
        public static Channel<TimerInfo> Calls { get; } = Channel.CreateUnbounded<TimerInfo>();

        [Function(nameof(Tick))]
        public static void Tick([TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer)
        {
            Calls.Writer.TryWrite(timer);
            throw new InvalidOperationException("a failing timer fires again");
        }
    }
}
