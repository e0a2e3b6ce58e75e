using System.Globalization;

namespace Trad.Formats.Tests.Fuzzing;

/// <summary>How long the fuzzer runs: by default some seconds, by the environment as long as one likes.</summary>
/// <param name="Files">How many damaged files are read; as many as fit into the time when that is given.</param>
/// <param name="Seconds">For how long; null for a number of files.</param>
/// <param name="Seed">What they are drawn from.</param>
internal sealed record FuzzPlan(int Files, int? Seconds, int Seed)
{
    /// <summary><c>TRAD_FUZZ_FILES</c>, <c>TRAD_FUZZ_SECONDS</c>, <c>TRAD_FUZZ_SEED</c>.</summary>
    public static FuzzPlan FromEnvironment() => new(
        Read("TRAD_FUZZ_FILES") ?? 6000, Read("TRAD_FUZZ_SECONDS"), Read("TRAD_FUZZ_SEED") ?? 13);

    private static int? Read(string name) => int.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
