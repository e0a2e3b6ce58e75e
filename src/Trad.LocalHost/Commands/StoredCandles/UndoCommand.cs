using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles undo</c>: brings back what a run replaced.</summary>
internal sealed class UndoCommand : HostCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The run, as 'candles imports' shows it." };

    public UndoCommand()
        : base("undo", "Undo an import, a backfill or a deletion: bring back what it replaced, remove what it added.")
    {
        Add(_id);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var undone = await session.Client.Candles.UndoRunAsync(parsed.GetValue(_id)!, cancellationToken);
        Console.WriteLine(
            $"Undone of {undone.Exchange} {undone.Symbol} {undone.Interval}: {undone.Removed:N0} candles removed, "
            + $"{undone.Restored:N0} restored.");
        Console.WriteLine($"Until {undone.UndoableUntil.UtcDateTime:yyyy-MM-dd HH:mm}Z 'candles undo {undone.Id}' takes that back.");
        return 0;
    }
}
