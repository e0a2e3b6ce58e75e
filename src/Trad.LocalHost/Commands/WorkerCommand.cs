using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Commands;

/// <summary><c>worker</c>: works on the jobs that another process serves, until Ctrl-C.</summary>
internal sealed class WorkerCommand : Command
{
    private readonly StorageAccountOptions _account = new();
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the log." };

    public WorkerCommand()
        : base("worker", "Work on the jobs of 'trad serve --engine azure-storage' until Ctrl-C; any number of processes on any machines may.")
    {
        _account.AddTo(this);
        Add(_verbose);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var storage = _account.Read(parsed) ?? throw new StartException(
            "A worker needs the storage of the process that serves: name it with --storage or --storage-file, or set AzureWebJobsStorage.");
        await StorageConnection.EnsureAnswersAsync(storage.ConnectionString, storage.Source, cancellationToken);
        var settings = new HostSettings(0, "", storage, parsed.GetValue(_verbose)) { Engine = DurableEngineKind.AzureStorage };
        await using var worker = await TradHost.StartWorkerAsync(settings, cancellationToken);
        Console.Out.WriteLine($"Trad works on the jobs of this storage as process {Environment.ProcessId} (Ctrl-C ends it).");
        await worker.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
