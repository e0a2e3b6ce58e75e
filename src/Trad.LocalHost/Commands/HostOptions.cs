using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The options that say where the host listens and keeps its data; every command has them.</summary>
internal sealed class HostOptions
{
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
        Description = "Connection string of a storage account to use instead of the emulator (default: the environment's AzureWebJobsStorage).",
        HelpName = "connection string",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the host's log." };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_data);
        command.Add(_storage);
        command.Add(_verbose);
    }

    public HostSettings Read(ParseResult parsed)
    {
        var storage = parsed.GetValue(_storage) ?? Environment.GetEnvironmentVariable("AzureWebJobsStorage");
        return new HostSettings(
            parsed.GetValue(_port),
            Path.GetFullPath(parsed.GetValue(_data)!),
            string.IsNullOrWhiteSpace(storage) ? null : storage,
            parsed.GetValue(_verbose));
    }
}
