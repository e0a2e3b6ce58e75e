using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// Tells files from which line ends were taken on their way, as <c>curl -d @file</c> does, which takes zeros as well: what is left is one
/// line, or packed bytes that nothing can unpack, and what is said of it helps nobody.
/// </summary>
internal static class LostLineEnds
{
    // More than the names of any columns, or a row, take; and less, where not even these are found.
    private const int LeastText = 300;
    private const int LeastOfUnknown = 40;

    // Of so many packed bytes some are among the three that are taken.
    private const int LeastPacked = 4096;

    private const int Looked = 1 << 16;

    /// <summary>What is said of such a file, in words that go on after what is wrong with it.</summary>
    public const string Remedy = "; it has no line end, as where curl -d has sent it, which takes them out: send it with --data-binary @file";

    /// <summary>Whether a text is one.</summary>
    /// <param name="file">The file, whose position is where it was afterwards.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="isRecognized">Whether names of columns or a row were found in it.</param>
    public static bool InText(CandleFile file, long start, bool isRecognized) =>
        AreIn(file, start, isRecognized ? LeastText : LeastOfUnknown, isText: true);

    /// <summary>Whether a file that is no text, or is packed, is one.</summary>
    /// <param name="file">The file, whose position is where it was afterwards.</param>
    /// <param name="start">Where it begins.</param>
    public static bool InBytes(CandleFile file, long start) => AreIn(file, start, LeastPacked, isText: false);

    private static bool AreIn(CandleFile file, long start, int least, bool isText)
    {
        if (file.Layers > 0)
        {
            return false;
        }

        var position = file.Content.Position;
        file.Content.Position = start;
        var looked = new byte[Looked];
        ReadOnlySpan<byte> bytes = looked.AsSpan(0, file.Content.ReadAtLeast(looked, Looked, throwOnEndOfStream: false));
        file.Content.Position = position;
        return bytes.Length >= least && FileStart.DetectKind(bytes) == FileKind.Other == isText
            && !bytes.ContainsAny((byte)0, (byte)'\r', (byte)'\n');
    }
}
