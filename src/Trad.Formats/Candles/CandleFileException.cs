namespace Trad.Formats.Candles;

/// <summary>A candle file that cannot be imported; the message names the file, the line and the column, and says what is allowed.</summary>
public sealed class CandleFileException : Exception
{
    /// <summary>An exception without a message.</summary>
    public CandleFileException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CandleFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CandleFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CandleFileException(string file, long? line, string reason, Exception? cause = null)
        : base(line is null ? $"{file}: {reason}." : $"{file}, line {line}: {reason}.", cause)
    {
        File = file;
        Line = line;
    }

    private CandleFileException(CandleFileException refusal, string more)
        : base($"{refusal.Message.TrimEnd('.')}{more}.", refusal.InnerException) =>
        (File, Line, HasNoTable) = (refusal.File, refusal.Line, refusal.HasNoTable);

    /// <summary>The same with more to say, in words that go on after it.</summary>
    internal CandleFileException With(string more) => new(this, more);

    /// <summary>Whether nothing in the file is like a table of candles, so that it may be a text about one.</summary>
    public bool HasNoTable { get; internal init; }

    /// <summary>A candle file without lines, for example Parquet: the row is counted from 1.</summary>
    internal static CandleFileException AtRow(string file, long row, string reason) => new(file, null, $"row {row}: {reason}");

    /// <summary>The file's name as it was given, with the entry's name for a zip.</summary>
    public string File { get; } = "";

    /// <summary>The line, counted from 1 with the header; null when the whole file is meant.</summary>
    public long? Line { get; }
}
