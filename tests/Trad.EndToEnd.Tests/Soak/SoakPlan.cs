using System.Globalization;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>
/// How long the soaks go on: <c>TRAD_SOAK_JOBS</c> jobs (10; the whole soak has 300), <c>TRAD_SOAK_KILLS</c> kills (6; 1,000), and
/// which accidents happen: <c>TRAD_SOAK_SEED</c> (7). The defaults are the short part that every test run makes.
/// </summary>
internal static class SoakPlan
{
    public static int Jobs { get; } = Read("TRAD_SOAK_JOBS", 10);

    public static int Kills { get; } = Read("TRAD_SOAK_KILLS", 6);

    public static int Seed { get; } = Read("TRAD_SOAK_SEED", 7);

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
