using System.Globalization;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>
/// How long the fault tests go on: <c>TRAD_FAULT_KILLS</c> kills in each scenario (3), at moments drawn from
/// <c>TRAD_FAULT_SEED</c> (42). The defaults are the short part that every test run makes; a soak takes hundreds.
/// </summary>
internal static class FaultPlan
{
    private static readonly TimeSpan Earliest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(500);

    public static int Kills { get; } = Read("TRAD_FAULT_KILLS", 3);

    public static int Seed { get; } = Read("TRAD_FAULT_SEED", 42);

    /// <summary>How long a host lives before each kill.</summary>
    public static IEnumerable<TimeSpan> Lives(int scenario)
    {
        var random = new Random((Seed * 1_000) + scenario);
        for (var kill = 0; kill < Kills; kill++)
        {
            yield return Earliest + (random.NextDouble() * (Latest - Earliest));
        }
    }

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
