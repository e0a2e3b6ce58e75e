using System.Buffers.Binary;
using System.IO.Compression;
using Trad.Formats.Candles;
using ZstdSharp;

namespace Trad.Formats.Packed;

/// <summary>
/// Finds the text in a file: plain, gzip, Zstandard, or the one entry of a zip, told by the first bytes and not by the name.
/// </summary>
internal static class CandleFileContent
{
    /// <summary>Opens the text of a seekable file; the caller disposes it.</summary>
    /// <exception cref="CandleFileException">The file is empty, or a zip that does not hold one text.</exception>
    public static (Stream Text, string Name) Open(CandleFile file)
    {
        var kind = FileStart.DetectKind(file.Content);
        if (file.Content.Position == file.Content.Length)
        {
            throw new CandleFileException(file.Name, null, "the file is empty");
        }

        if (kind != FileKind.Zip)
        {
            return (Unpack(file, kind), file.Name);
        }

        var entries = ZippedFiles.List(file);
        var path = PackedSelection.Choose(file.Name, [.. entries.Select(each => each.Path)]).Taken[0];
        var entry = entries.First(each => each.Path == path);
        var inside = $"{file.Name}/{entry.Path}";
        return (new BoundedTextStream(entry.Open(), inside, entry.PackedLength, file.Limits), inside);
    }

    /// <summary>The bytes in a file that is packed by itself, or the file's own.</summary>
    public static Stream Unpack(CandleFile file, FileKind kind)
    {
        var (content, position) = (file.Content, file.Content.Position);
        switch (kind)
        {
            case FileKind.Gzip:
                var unpacked = ReadGzipLength(content, position);
                return new BoundedTextStream(
                    new GZipStream(content, CompressionMode.Decompress, leaveOpen: true), file.Name, file.PackedLength, file.Limits,
                    read => unpacked == (uint)read || GzipMembers.AreWhole(content, position, read));
            case FileKind.Zstandard:
                return new BoundedTextStream(
                    new DecompressionStream(content, leaveOpen: true), file.Name, file.PackedLength, file.Limits);
            default:
                return new BoundedTextStream(content, file.Name, content.Length, file.Limits);
        }
    }

    /// <summary>The last four bytes of a gzip file: how long its content is, modulo 2³² (RFC 1952, ISIZE).</summary>
    private static uint ReadGzipLength(Stream file, long position)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Position = Math.Max(position, file.Length - length.Length);
        file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        file.Position = position;
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }
}
