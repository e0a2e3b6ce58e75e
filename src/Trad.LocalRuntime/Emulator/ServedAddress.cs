using System.Diagnostics;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// Where the host of a data folder listens: kept in the folder, so that commands on it find their host on whatever port it is.
/// </summary>
public static class ServedAddress
{
    /// <summary>The file in the data folder.</summary>
    internal const string FileName = "host.address";

    /// <summary>Notes that this process serves a folder.</summary>
    /// <param name="folder">The data folder, which this process holds.</param>
    /// <param name="address">Where it listens.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Note(string folder, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var process = Process.GetCurrentProcess();
        var file = Path.Combine(folder, FileName);
        File.WriteAllText(file + "~", $"{address.GetLeftPart(UriPartial.Authority)} {ProcessIdentity.FromProcess(process)}");
        File.Move(file + "~", file, overwrite: true);
    }

    /// <summary>Where the host listens; null when no process that is still there noted it, or this user may not read it.</summary>
    public static Uri? Find(string folder)
    {
        try
        {
            // A host that was killed leaves its note, and its port may be another's by now.
            var file = Path.Combine(folder, FileName);
            return File.Exists(file)
                && File.ReadAllText(file).Split(' ', 2) is [var address, var process]
                && Uri.TryCreate(address, UriKind.Absolute, out var noted)
                && ProcessIdentity.Parse(process) is { StartedAt: not null, IsAlive: true } ? noted : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the note away: the host of the folder ends.</summary>
    public static void Forget(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, FileName));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It says whose it is, and that process is gone in a moment.
        }
    }
}
