using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Commands;

/// <summary>The options that say where the host listens and keeps its data; every command has them.</summary>
internal sealed class HostOptions
{
    private const string StorageVariable = "AzureWebJobsStorage";
    private const string DurabilityVariable = "Trad__Emulator__Durability";

    private readonly Option<int> _port = new("--port")
    {
        Description = "HTTP port on 127.0.0.1; 0 takes any free one.",
        DefaultValueFactory = _ => HostSettings.DefaultPort,
        CustomParser = WholeNumber.Within("--port", 0, 65_535),
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of the storage emulator's data.",
        HelpName = "folder",
        DefaultValueFactory = _ => ".azurite",
    };

    private readonly Option<string?> _storage = new("--storage")
    {
        Description = "Connection string of a storage account to use instead of the emulator. It holds a key that others can read on a command line: "
            + $"better in the environment's {StorageVariable}, or in a file.",
        HelpName = "connection string",
    };

    private readonly Option<string?> _storageFile = new("--storage-file")
    {
        Description = "File that holds the connection string.",
        HelpName = "file",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the host's log." };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_data);
        command.Add(_storage);
        command.Add(_storageFile);
        command.Add(_verbose);
    }

    /// <summary>Where the host is to be.</summary>
    /// <exception cref="StartException">What the options or the environment say cannot be used.</exception>
    public HostSettings Read(ParseResult parsed) =>
        new(parsed.GetValue(_port), Path.GetFullPath(parsed.GetValue(_data)!), ReadStorage(parsed), parsed.GetValue(_verbose))
        {
            Durability = ReadDurability(),
        };

    private StorageSetting? ReadStorage(ParseResult parsed)
    {
        if (parsed.GetValue(_storage) is { } given)
        {
            return parsed.GetValue(_storageFile) is null
                ? Setting(given, "--storage")
                : throw new StartException("--storage and --storage-file both name a storage account; give one of them.");
        }

        return parsed.GetValue(_storageFile) is { } file
            ? Setting(ReadFile(file), "--storage-file")
            : Setting(Environment.GetEnvironmentVariable(StorageVariable), StorageVariable);
    }

    private static StorageSetting? Setting(string? connectionString, string source) =>
        string.IsNullOrWhiteSpace(connectionString) ? null : new StorageSetting(connectionString.Trim(), source);

    private static string ReadFile(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text.Trim().Length > 0 ? text : throw new StartException($"The file {file} of --storage-file is empty.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file {file} of --storage-file cannot be read: {refused.Message}", refused);
        }
    }

    private static EmulatorDurability ReadDurability() => Environment.GetEnvironmentVariable(DurabilityVariable) switch
    {
        null or "" => EmulatorDurability.Disk,
        { } text when Enum.TryParse<EmulatorDurability>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) => named,
        var text => throw new StartException($"{DurabilityVariable} is '{text}'; allowed are disk, process and autosave."),
    };
}
