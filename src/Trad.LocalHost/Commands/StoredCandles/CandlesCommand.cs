using System.CommandLine;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles</c>: the stored candles.</summary>
internal sealed class CandlesCommand : Command
{
    public CandlesCommand()
        : base("candles", "Show and export stored candles, show what changed them, and undo or delete that.")
    {
        Add(new CoverageCommand());
        Add(new ExportCommand());
        Add(new ImportsCommand());
        Add(new UndoCommand());
        Add(new DeleteCommand());
    }
}
