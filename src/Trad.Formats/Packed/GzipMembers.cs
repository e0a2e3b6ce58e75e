using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace Trad.Formats.Packed;

/// <summary>
/// Whether a gzip file is whole, whatever number of members it has. The decoder of .NET reads them all, but neither checks their sums nor
/// tells a file that was cut off; the length at the end of a file, which is checked instead, is that of its last member only.
/// </summary>
internal static class GzipMembers
{
    private const int Buffer = 1 << 16;

    /// <summary>
    /// Decodes the file again, member by member with their checksums; false when one is damaged, the text is another, or something that
    /// is no member stands behind them. Zeros may, as some programs fill blocks with them.
    /// </summary>
    /// <param name="file">The file; its position is where it was afterwards.</param>
    /// <param name="position">Where it begins.</param>
    /// <param name="length">How many bytes of text were read of it.</param>
    public static bool AreWhole(Stream file, long position, long length)
    {
        var before = file.Position;
        file.Position = position;
        try
        {
            using var members = new Members(file) { IsStreamOwner = false };
            var buffer = new byte[Buffer];
            var left = length;
            while (members.Read(buffer, 0, buffer.Length) is var read and > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return false;
                }
            }

            return left == 0 && members.Unread.IndexOfAnyExcept((byte)0) < 0 && IsZeroToItsEnd(file, buffer);
        }
        catch (Exception damaged) when (damaged is SharpZipBaseException or EndOfStreamException or InvalidDataException)
        {
            return false;
        }
        finally
        {
            file.Position = before;
        }
    }

    private static bool IsZeroToItsEnd(Stream file, byte[] buffer)
    {
        while (file.Read(buffer) is var read and > 0)
        {
            if (buffer.AsSpan(0, read).IndexOfAnyExcept((byte)0) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Members(Stream file) : GZipInputStream(file)
    {
        /// <summary>What was read of the file and is part of no member.</summary>
        public ReadOnlySpan<byte> Unread =>
            inputBuffer.RawData.AsSpan(inputBuffer.RawLength - inputBuffer.Available, inputBuffer.Available);
    }
}
