using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Trad.Durable.Conformance.Activities;

/// <summary>Activities whose results are easy to foretell.</summary>
public static class EchoActivities
{
    private static readonly ConcurrentDictionary<string, int> Calls = new();

    [Function(nameof(EchoNumber))]
    public static int EchoNumber([ActivityTrigger] int number) => number;

    [Function(nameof(EchoText))]
    public static string? EchoText([ActivityTrigger] string? text) => text;

    [Function(nameof(EchoOrder))]
    public static Order EchoOrder([ActivityTrigger] Order order) => order;

    [Function(nameof(EchoParcel))]
    public static Parcel? EchoParcel([ActivityTrigger] Parcel? parcel) => parcel;

    [Function(nameof(Throw))]
    public static void Throw([ActivityTrigger] string message) => throw new InvalidOperationException(message);

    [Function(nameof(Loop))]
    public static object Loop([ActivityTrigger] string name)
    {
        var loop = new Dictionary<string, object>();
        loop[name] = loop;
        return loop;
    }

    [Function(nameof(Length))]
    public static int Length([ActivityTrigger] string text) => text.Length;

    [Function(nameof(LongText))]
    public static string LongText([ActivityTrigger] int length) => new('x', length);

    /// <summary>Fails as often as the plan says, then returns the number of calls.</summary>
    [Function(nameof(FailAtFirst))]
    public static int FailAtFirst([ActivityTrigger] FailurePlan plan)
    {
        var call = Calls.AddOrUpdate(plan.Key, 1, (_, calls) => calls + 1);
        return call > plan.Failures ? call : throw new InvalidOperationException($"call {call}");
    }
}
