using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows rows to a person.</summary>
internal static class TableDisplay
{
    /// <summary>Shows rows under headings.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="headings">The headings; one that begins with <c>&gt;</c> stands over numbers, which end at the right.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="nothing">What is said where there are none.</param>
    public static void Show(TextWriter output, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, string nothing)
    {
        var console = PlainConsole.On(output);
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in headings)
        {
            var isNumber = heading.StartsWith('>');
            var column = new TableColumn(Markup.Escape(heading.TrimStart('>')));

            // What stands first is what one types again.
            column.NoWrap = table.Columns.Count == 0;
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var row in rows)
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
