using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Commands;

/// <summary>The options that say where the host listens and keeps its data; every command has them.</summary>
internal sealed class HostOptions
{
    private const string DurabilityVariable = "Trad__Emulator__Durability";

    private readonly Option<int> _port = new("--port")
    {
        Description = "HTTP port on 127.0.0.1; 0 takes any free one.",
        DefaultValueFactory = _ => HostSettings.DefaultPort,
        CustomParser = WholeNumber.Within("--port", 0, 65_535),
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of the storage emulator's data. Commands use the host that serves it, on whatever port.",
        HelpName = "folder",
        DefaultValueFactory = _ => ".azurite",
    };

    private readonly StorageAccountOptions _account = new();

    private readonly Option<string?> _engine = EngineOption.Create();

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description =
            "File whose first line is the host's access key (default: the environment's Trad__Access__KeyFile or Trad__Access__Key).",
        HelpName = "file",
    };

    private readonly Option<string?> _strategies = StrategiesOption.Create();

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the host's log." };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_data);
        _account.AddTo(command);
        command.Add(_engine);
        command.Add(_keyFile);
        command.Add(_strategies);
        command.Add(_verbose);
    }

    /// <summary>Where the host is to be.</summary>
    /// <exception cref="StartException">What the options or the environment say cannot be used.</exception>
    public HostSettings Read(ParseResult parsed) =>
        new(parsed.GetValue(_port), FolderOf(parsed), _account.Read(parsed), parsed.GetValue(_verbose))
        {
            IsFolderMeant = parsed.GetResult(_data) is { Implicit: false } && parsed.GetResult(_port) is null or { Implicit: true },
            Durability = ReadDurability(),
            Engine = EngineOption.Read(parsed.GetValue(_engine)),
            KeyFile = parsed.GetValue(_keyFile),
            Strategies = StrategiesOption.Read(parsed.GetValue(_strategies)),
        };

    private string FolderOf(ParseResult parsed) => parsed.GetValue(_data) is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : throw new StartException($"{_data.Name} cannot be ''; allowed is the path of a folder.");

    /// <summary>The port and the folder as they were given, to be given again: with a space before each, or nothing.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="served">The port that a host goes on serving on, which 0 stands for; null when none does.</param>
    public string Repeat(ParseResult parsed, int? served)
    {
        var given = "";
        if (parsed.GetResult(_port) is { Implicit: false } && (served ?? parsed.GetValue(_port)) is > 0 and var port)
        {
            given += $" --port {port}";
        }

        if (parsed.GetResult(_data) is { Implicit: false } && parsed.GetValue(_data) is { } folder)
        {
            given += $" --data {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}";
        }

        return given;
    }

    private static EmulatorDurability ReadDurability() => Environment.GetEnvironmentVariable(DurabilityVariable) switch
    {
        null or "" => EmulatorDurability.Disk,
        { } text when Enum.TryParse<EmulatorDurability>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) => named,
        var text => throw new StartException($"{DurabilityVariable} is '{text}'; allowed are disk, process and autosave."),
    };
}
