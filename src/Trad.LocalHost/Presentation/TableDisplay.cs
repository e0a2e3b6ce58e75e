using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows rows to a person.</summary>
internal static class TableDisplay
{
    // Below this, frames and columns that can be missed would leave the others too little.
    private const int Narrow = 90;

    /// <summary>Shows rows under headings.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="headings">
    /// The headings; one that begins with <c>&gt;</c> stands over numbers, which end at the right, one that begins with <c>=</c> over
    /// short words, which do not break either, and one that begins with <c>?</c> over what can be missed where the terminal is narrow.
    /// </param>
    /// <param name="rows">The rows.</param>
    /// <param name="nothing">What is said where there are none.</param>
    public static void Show(TextWriter output, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, string nothing)
    {
        var console = PlainConsole.On(output);
        var isNarrow = console.Profile.Width < Narrow;
        var table = new Table().Border(isNarrow ? TableBorder.Simple : TableBorder.Rounded);
        var shown = Enumerable.Range(0, headings.Count).Where(column => !isNarrow || !headings[column].StartsWith('?')).ToList();
        foreach (var heading in shown.Select(column => headings[column].TrimStart('?')))
        {
            var isNumber = heading.StartsWith('>');
            var column = new TableColumn(Markup.Escape(heading.TrimStart('>', '=')));

            // What stands first is what one types again, and half a number is none.
            column.NoWrap = isNumber || heading.StartsWith('=') || table.Columns.Count == 0;
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow([.. shown.Select(column => Markup.Escape(row[column]))]);
        }

        if (table.Rows.Count == 0)
        {
            console.WriteLine(nothing);
        }
        else
        {
            console.Write(table);
        }
    }
}
