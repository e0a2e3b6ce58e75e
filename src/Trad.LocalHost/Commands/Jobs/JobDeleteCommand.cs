using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs delete</c>: removes a finished job with its log and trials.</summary>
internal sealed class JobDeleteCommand : HostCommand
{
    private readonly JobArgument _job = new();

    public JobDeleteCommand()
        : base("delete", "Remove a finished training job with its log and trials; its trained asset stays.")
    {
        Add(_job);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        await session.Client.Jobs.DeleteAsync(parsed.GetValue(_job)!, cancellationToken);
        Console.WriteLine($"Deleted {parsed.GetValue(_job)}.");
        return 0;
    }
}
