using System.Globalization;

namespace Trad.LocalRuntime.Emulator;

/// <summary>The ports of an emulator's services on this machine; kept in its data folder, so that the next one can have them again.</summary>
internal sealed record EmulatorPorts(int Blob, int Queue, int Table)
{
    /// <summary>The file in the data folder.</summary>
    public const string FileName = "emulator.ports";

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

    private static bool IsPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535;
}
