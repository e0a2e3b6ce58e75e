using System.Globalization;

namespace Trad.EndToEnd.Tests.Importing;

/// <summary>
/// How often imports are interrupted: <c>TRAD_IMPORT_INTERRUPTIONS</c> (6) times in each way, spread over the time that an import
/// takes, at moments drawn from <c>TRAD_FAULT_SEED</c> (42).
/// </summary>
internal static class InterruptionPlan
{
    public static int Count { get; } = Read("TRAD_IMPORT_INTERRUPTIONS", 6);

    /// <summary>Moments from the beginning of an import to a little past its usual end.</summary>
    public static IEnumerable<TimeSpan> Moments(TimeSpan usual)
    {
        var random = new Random(Read("TRAD_FAULT_SEED", 42));
        for (var i = 0; i < Count; i++)
        {
            yield return usual * 1.1 * ((i + random.NextDouble()) / Count);
        }
    }

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
