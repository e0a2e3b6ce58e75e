using System.Security.Cryptography;
using System.Text;

namespace Trad.Training.Assets;

/// <summary>Identities of assets.</summary>
public static class AssetIdentity
{
    /// <summary>How many digits an identity has.</summary>
    public const int Digits = 32;

    /// <summary>
    /// The identity of what a job came to after a number of trials: publishing it again, after a crash, is publishing the
    /// same; a job that was resumed with more trials makes another.
    /// </summary>
    public static string Create(string jobId, int trials) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{jobId}/{trials}")))[..Digits];

    /// <summary>The identity of a trial that was chosen by hand among those of a job.</summary>
    public static string Create(string jobId, int trials, int chosen) => Create($"{jobId}/{chosen}", trials);

    /// <summary>Whether the text may be an identity.</summary>
    public static bool IsId(string? text) => text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
}
