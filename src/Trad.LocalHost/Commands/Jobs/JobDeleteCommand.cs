using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs delete</c>: removes a finished job with its log and trials.</summary>
internal sealed class JobDeleteCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly YesOption _yes = new();

    public JobDeleteCommand()
        : base("delete", "Remove a finished training job with its log and trials; its trained asset stays.")
    {
        Add(_job);
        AddOptions([_yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_job)!;
        if (!_yes.IsWanted(parsed, $"job {id} is to go", $"Delete job {id} with its log and trials, for good?"))
        {
            return 1;
        }

        await session.Client.Jobs.DeleteAsync(id, cancellationToken);
        Console.WriteLine($"Deleted {id}.");
        return 0;
    }
}
