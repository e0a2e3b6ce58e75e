using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary><c>worker</c>: works on the jobs that another process serves, until Ctrl-C.</summary>
internal sealed class WorkerCommand : Command
{
    private readonly StorageAccountOptions _account = new();

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Data folder of a host on this machine that keeps its data in the storage emulator.",
        HelpName = "folder",
    };

    private readonly Option<string?> _strategies = StrategiesOption.Create();

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the log." };

    public WorkerCommand()
        : base(
            "worker", "Work on the jobs of 'trad serve --engine azure-storage' until Ctrl-C; any number of processes on any machines may.")
    {
        Add(_data);
        _account.AddTo(this);
        Add(_strategies);
        Add(_verbose);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await WorkerSession.RunAsync(
            FindStorage(parsed), parsed.GetValue(_verbose), StrategiesOption.Read(parsed.GetValue(_strategies)), Console.Error.WriteLine,
            cancellationToken);
        return 0;
    }

    private WorkerStorage FindStorage(ParseResult parsed)
    {
        if (parsed.GetValue(_data) is { } folder)
        {
            return _account.AreGiven(parsed)
                ? throw new StartException("--data and --storage (or --storage-file) both name a storage; give one of them.")
                : folder.Length == 0
                ? throw new StartException("--data cannot be ''; allowed is the path of a folder.")
                : WorkerStorage.OfEmulator(Path.GetFullPath(folder));
        }

        return WorkerStorage.FromAccount(_account.Read(parsed) ?? throw new StartException(
            "A worker needs the storage of the process that serves: name it with --storage or --storage-file, set AzureWebJobsStorage, or name its data folder on this machine with --data."));
    }
}
