using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// The ports of an emulator's services on this machine; kept in its data folder, so that the next one can have them again.
/// </summary>
internal sealed record EmulatorPorts(int Blob, int Queue, int Table)
{
    /// <summary>The file in the data folder.</summary>
    public const string FileName = "emulator.ports";

    // Below the ports that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere): while the emulator is
    // away for a moment, any connection could be given one of those, and the emulator could not come back to it.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>Three ports that are free now and that the system gives to nobody who does not ask for them.</summary>
    public static EmulatorPorts Draw()
    {
        Span<int> ports = stackalloc int[3];
        var found = 0;
        for (var tries = 0; found < ports.Length; tries++)
        {
            var port = Random.Shared.Next(First, End);
            if (!ports[..found].Contains(port) && (tries >= End - First || IsFree(port)))
            {
                ports[found++] = port;
            }
        }

        return new EmulatorPorts(ports[0], ports[1], ports[2]);
    }

    /// <summary>The options with these ports where they ask for any.</summary>
    public AzuriteOptions FillIn(AzuriteOptions options) => options with
    {
        BlobPort = options.BlobPort == 0 ? Blob : options.BlobPort,
        QueuePort = options.QueuePort == 0 ? Queue : options.QueuePort,
        TablePort = options.TablePort == 0 ? Table : options.TablePort,
    };

    /// <summary>The ports that were noted in a folder; null when there are none, or somebody is just writing them.</summary>
    public static EmulatorPorts? Find(string folder)
    {
        try
        {
            var file = Path.Combine(folder, FileName);
            return File.Exists(file) ? Parse(File.ReadAllText(file)) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes the ports in a folder.</summary>
    public void WriteTo(string folder)
    {
        var file = Path.Combine(folder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(file + "~", options))
        {
            writer.Write(ToString());
        }

        File.Move(file + "~", file, overwrite: true);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Blob} {Queue} {Table}");

    private static EmulatorPorts? Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var blob, var queue, var table]
        && IsPort(blob, out var first) && IsPort(queue, out var second) && IsPort(table, out var third)
            ? new EmulatorPorts(first, second, third)
            : null;

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535;
}
