using System.Text;
using Apache.Arrow;
using Apache.Arrow.Scalars;

namespace Trad.Formats.Arrow;

/// <summary>
/// The texts of a column. Where each lies is what the file says; the library takes it on trust, and a wrong one reads memory that is not
/// the file's and ends the process. So it is looked at here before anything is read.
/// </summary>
internal static class ArrowText
{
    private const int InlineBytes = 12;
    private const int BuffersBeforeData = 2;

    /// <summary>Texts with 32-bit offsets.</summary>
    /// <exception cref="UnsoundFileException">One lies outside of the column.</exception>
    public static string?[] Read(StringArray column)
    {
        var texts = new string?[column.Length];
        var bytes = column.ValueBuffer.Span;
        var offsets = column.Length == 0 ? [] : column.ValueOffsets;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = column.IsValid(i) ? Decode(bytes, offsets[i], (long)offsets[i + 1] - offsets[i]) : null;
        }

        return texts;
    }

    /// <summary>Texts with 64-bit offsets.</summary>
    /// <exception cref="UnsoundFileException">One lies outside of the column.</exception>
    public static string?[] Read(LargeStringArray column)
    {
        var texts = new string?[column.Length];
        var bytes = column.ValueBuffer.Span;
        var offsets = column.Length == 0 ? [] : column.ValueOffsets;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = column.IsValid(i) ? Decode(bytes, offsets[i], unchecked(offsets[i + 1] - offsets[i])) : null;
        }

        return texts;
    }

    /// <summary>Texts that stand in their view, or in one of several buffers.</summary>
    /// <exception cref="UnsoundFileException">One lies outside of its buffer.</exception>
    public static string?[] Read(StringViewArray column)
    {
        var texts = new string?[column.Length];
        var views = column.Length == 0 ? [] : column.Views;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = column.IsValid(i) ? Decode(column, views[i], i) : null;
        }

        return texts;
    }

    private static string Decode(StringViewArray column, BinaryView view, int index)
    {
        if (view.Length is >= 0 and <= InlineBytes)
        {
            return column.GetString(index)!;
        }

        var buffers = column.Data.Buffers;
        var buffer = (long)view.BufferIndex + BuffersBeforeData;
        return view.BufferIndex >= 0 && buffer < buffers.Length
            ? Decode(buffers[(int)buffer].Span, view.BufferOffset, view.Length)
            : throw Outside();
    }

    private static string Decode(ReadOnlySpan<byte> bytes, long start, long length) =>
        start >= 0 && length >= 0 && start <= bytes.Length && length <= bytes.Length - start
            ? Encoding.UTF8.GetString(bytes.Slice((int)start, (int)length))
            : throw Outside();

    private static UnsoundFileException Outside() => new("a text of it lies outside of its column");
}
