using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Backfills;

/// <summary><c>backfill delete</c>: forgets a run that has ended, and stops one that goes on.</summary>
internal sealed class BackfillDeleteCommand : HostCommand
{
    private readonly Argument<string> _run = new("run") { Description = "The run, as 'backfill list' names it." };

    private readonly YesOption _yes = new();

    public BackfillDeleteCommand()
        : base("delete", "Forget a backfill that has ended, or stop one that goes on; what it has fetched stays.")
    {
        Add(_run);
        AddOptions([_yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_run)!;
        if (!_yes.IsWanted(parsed, $"backfill {id} is to go", $"Forget backfill {id}, or stop it while it goes on? Its candles stay."))
        {
            return 1;
        }

        Console.WriteLine(
            await session.Client.Backfills.DeleteAsync(id, cancellationToken)
                ? $"The backfill {id} is forgotten; its candles stay."
                : $"The backfill {id} was going on and is told to stop; delete it again when it has ended.");
        return 0;
    }
}
