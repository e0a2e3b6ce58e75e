using Xunit;

namespace Trad.Testing;

/// <summary>
/// Real market data and reference results that lie beside the checkout in <c>../shared</c> and are never copied into it.
/// A test that needs a file which is not there is skipped, and says which file.
/// </summary>
public static class SharedData
{
    /// <summary>The folder of the shared data: <c>TRAD_SHARED</c>, or <c>../shared</c> beside the checkout.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("TRAD_SHARED") ?? Path.GetFullPath(Path.Combine(ProjectTree.Root, "..", "shared"));

    /// <summary>The full path of a shared file; skips the running test when it is missing.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        if (!File.Exists(path))
        {
            Assert.Skip(
                $"The shared data file '{relativePath}' is missing (looked for {path}; set TRAD_SHARED to the folder that holds it).");
        }

        return path;
    }

    /// <summary>The full path of a shared file, or null when it is missing; for benchmarks.</summary>
    public static string? Find(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        return File.Exists(path) ? path : null;
    }
}
