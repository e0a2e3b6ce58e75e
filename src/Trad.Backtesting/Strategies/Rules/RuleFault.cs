namespace Trad.Backtesting.Strategies.Rules;

/// <summary>Something wrong with a rule strategy, and where.</summary>
/// <param name="Field">The field of the document, for example <c>long</c>, <c>stop.short</c> or <c>parameters[2].low</c>.</param>
/// <param name="Line">Line within the expression, from 1; null when the field is no expression.</param>
/// <param name="Column">Column within the line, from 1; null likewise.</param>
/// <param name="Message">What is wrong, what is allowed, and the nearest that is known.</param>
public sealed record RuleFault(string Field, int? Line, int? Column, string Message)
{
    /// <summary>The field, control characters of its name written as in JSON.</summary>
    public string Field { get; init; } = Written(Field);

    /// <summary>What is wrong, in one line: control characters of what it quotes are written as in JSON.</summary>
    public string Message { get; init; } = Written(Message);

    /// <summary>
    /// Line and column, from 1, of the field within the document, or of what it is missing in; null when it is missing in the document
    /// itself, and where the document cannot be read.
    /// </summary>
    public (int Line, int Column)? InDocument { get; init; }

    /// <summary>What is wrong, and where: within the expression, else within the document.</summary>
    public string Text =>
        Line is not null ? $"line {Line}, column {Column}: {Message}"
        : InDocument is var (line, column) ? $"{Message} (line {line}, column {column} of the document)"
        : Message;

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Text}";

    /// <summary>A fault at a position of an expression.</summary>
    internal static RuleFault At(string field, string text, int position, string message)
    {
        var before = text.AsSpan(0, Math.Clamp(position, 0, text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return new RuleFault(field, before.Count('\n') + 1, before.Length - lineStart + 1, message);
    }

    private static string Written(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(sign => sign == '\n' ? "\\n" : char.IsControl(sign) ? $"\\u{(int)sign:x4}" : sign.ToString()))
        : text;
}
