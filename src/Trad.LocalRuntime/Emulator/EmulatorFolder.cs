using System.Security.Cryptography;
using System.Text;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// The emulator's data folder while a host uses it: nobody else's, readable by its owner only. The lock ends with the host; a
/// killed host's emulator may still be saving, so its process is waited for too.
/// </summary>
internal sealed class EmulatorFolder : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int KeyBytes = 64;
    private const string KeyFile = "account.key";

    // What the emulator and its host put there; a folder with anything else was not made for them.
    private static readonly string[] OwnNames = ["__azurite_", "__blobstorage__", "__queuestorage__", "azurite.pid", "emulator-",
        EmulatorPorts.FileName, ServedAddress.FileName, KeyFile, "host.lock", "write-ahead-"];

    private readonly FileTurn _turn;

    private EmulatorFolder(string path, string accountKey, FileTurn turn)
    {
        Path = path;
        AccountKey = accountKey;
        _turn = turn;
    }

    public string Path { get; }

    /// <summary>The key of the emulator's account, drawn for this folder.</summary>
    public string AccountKey { get; }

    private string ProcessFile => ProcessFileIn(Path);

    /// <summary>A key for an account that is kept nowhere.</summary>
    public static string DrawKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Takes a folder, and makes it when it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="patience">How long an emulator that another host left behind may go on saving.</param>
    /// <param name="report">Where messages for a person go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EmulatorException">It cannot be written, or somebody else uses it.</exception>
    public static async Task<EmulatorFolder> ClaimAsync(
        string path, TimeSpan patience, Action<string>? report, CancellationToken cancellationToken)
    {
        try
        {
            MakePrivate(path, report);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw CannotBeUsed(path, refused);
        }

        var turn = await FileTurn.TakeAsync(
            System.IO.Path.Combine(path, "host.lock"), TimeSpan.FromSeconds(2), HowToShare(path), cancellationToken);
        try
        {
            await WaitForEarlierEmulatorAsync(path, patience, cancellationToken);
            return new EmulatorFolder(path, ReadOrDrawKey(System.IO.Path.Combine(path, KeyFile)), turn);
        }
        catch (Exception refused)
        {
            await turn.DisposeAsync();
            if (refused is IOException or UnauthorizedAccessException)
            {
                throw CannotBeUsed(path, refused);
            }

            throw;
        }
    }

    /// <summary>The ports that the last emulator on the folder listened on; null when that is not known.</summary>
    public EmulatorPorts? FindPorts() => EmulatorPorts.Find(Path);

    /// <summary>Notes the ports, for the next emulator on the folder and for workers.</summary>
    public void Note(EmulatorPorts ports) => ports.WriteTo(Path);

    /// <summary>The key of a folder's account; null when none was drawn yet.</summary>
    public static string? FindKey(string path) =>
        System.IO.Path.Combine(path, KeyFile) is var file && File.Exists(file) && File.ReadAllText(file).Trim() is var kept && IsKey(kept)
            ? kept
            : null;

    /// <summary>Notes the emulator that works on the folder, for the host after this one.</summary>
    public void Note(ProcessIdentity emulator) => File.WriteAllText(ProcessFile, emulator.ToString());

    public ValueTask DisposeAsync() => _turn.DisposeAsync();

    private static string HowToShare(string path) =>
        $"{(ServedAddress.Find(path) is { } served ? $"its host serves on {served.GetLeftPart(UriPartial.Authority)}" : "a command works on it, or a host that is reached by its --port")}; else stop it, or choose another folder; several processes share one: 'trad serve --engine azure-storage --data {path}' and 'trad worker --data {path}'";

    private static EmulatorException CannotBeUsed(string path, Exception refused) =>
        new($"The data folder {path} cannot be used: {FileRefusal.Describe(refused)}.", refused);

    private static void MakePrivate(string path, Action<string>? report)
    {
        if (File.Exists(path))
        {
            throw new IOException("it is a file, not a folder");
        }

        if (OperatingSystem.IsWindows())
        {
            // A user's own folders are private there.
            Directory.CreateDirectory(path);
            return;
        }

        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
        else if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            if (Directory.EnumerateFileSystemEntries(path).FirstOrDefault(
                entry => !IsOwn(System.IO.Path.GetFileName(entry))) is { } foreign)
            {
                report?.Invoke(
                    $"The data folder {path} also holds {System.IO.Path.GetFileName(foreign)}; who may enter it is left as it is.");
                return;
            }

            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    private static bool IsOwn(string name) => OwnNames.Any(own => name.StartsWith(own, StringComparison.Ordinal));

    private static async Task WaitForEarlierEmulatorAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var giveUp = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (FindEarlierEmulator(path) is { } earlier)
        {
            if (Environment.TickCount64 > giveUp)
            {
                throw new EmulatorException(
                    $"An Azurite that an earlier host left behind, process {earlier}, still uses {path}; end it and try again.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    // The host notes the emulator that it has started; each emulator marks the folder before it touches anything there, also one
    // whose host was killed before it could note it.
    private static int? FindEarlierEmulator(string path)
    {
        var noted = ProcessFileIn(path);
        if (File.Exists(noted) && ProcessIdentity.Parse(File.ReadAllText(noted)) is { IsAlive: true } earlier)
        {
            return earlier.Id;
        }

        foreach (var mark in Directory.GetFiles(path, "emulator-*.running"))
        {
            if (int.TryParse(System.IO.Path.GetFileNameWithoutExtension(mark)["emulator-".Length..], out var id)
                && ProcessIdentity.WasAlive(id, new DateTimeOffset(File.GetLastWriteTimeUtc(mark))))
            {
                return id;
            }

            File.Delete(mark);
        }

        return null;
    }

    private static string ReadOrDrawKey(string file)
    {
        if (File.Exists(file))
        {
            var kept = File.ReadAllText(file).Trim();
            return IsKey(kept)
                ? kept
                : throw new EmulatorException($"The file {file} does not hold an account key; remove it, and a new key is drawn.");
        }

        var drawn = DrawKey();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerReadsAndWrites;
        }

        var staged = file + "~";
        using (var stream = new FileStream(staged, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(drawn));
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, file, overwrite: true);
        return drawn;
    }

    private static bool IsKey(string text) =>
        Convert.TryFromBase64String(text, new byte[KeyBytes], out var length) && length == KeyBytes;

    private static string ProcessFileIn(string path) => System.IO.Path.Combine(path, "azurite.pid");
}
