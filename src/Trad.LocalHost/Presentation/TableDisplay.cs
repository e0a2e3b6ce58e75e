using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows rows to a person.</summary>
internal static class TableDisplay
{
    // Below this, frames and columns that can be missed would leave the others too little.
    private const int Narrow = 90;

    // Of each column: a space on both sides, and the line to the next.
    private const int Framing = 3;

    /// <summary>Shows rows under headings.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="headings">
    /// The headings; one that begins with <c>&gt;</c> stands over numbers, which end at the right, one that begins with <c>=</c> over
    /// short words, which do not break either, one that begins with <c>~</c> over a first column that may break between words, and one
    /// that begins with <c>?</c> over what can be missed where the terminal is narrow.
    /// </param>
    /// <param name="rows">The rows.</param>
    /// <param name="nothing">What is said where there are none.</param>
    public static void Show(TextWriter output, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, string nothing)
    {
        var console = PlainConsole.On(output);
        var isNarrow = console.Profile.Width < Narrow;
        var table = new Table().Border(isNarrow ? TableBorder.Simple : TableBorder.Rounded);
        var shown = Enumerable.Range(0, headings.Count).Where(column => !isNarrow || !headings[column].StartsWith('?')).ToList();
        var texts = rows.Select(row => shown.Select(column => row[column]).ToList()).ToList();
        var marked = shown.Select(column => headings[column].TrimStart('?')).ToList();
        var titles = marked.Select(heading => heading.TrimStart('>', '=', '~')).ToList();

        // What stands first is what one types again, and half a number is none.
        var breaks = marked.Select((heading, column) => heading[0] == '~' || (column > 0 && heading[0] is not ('>' or '='))).ToList();
        var widths = ColumnWidths.Choose(
            [.. titles.Select((title, column) => (IReadOnlyList<string>)[title, .. texts.Select(row => row[column])])], breaks,
            console.Profile.Width - (Framing * titles.Count) - 1);
        for (var column = 0; column < titles.Count; column++)
        {
            var added = new TableColumn(Markup.Escape(titles[column])) { NoWrap = !breaks[column], Width = widths[column] };
            table.AddColumn(marked[column][0] == '>' ? added.RightAligned() : added);
        }

        foreach (var row in texts)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
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
