using System.Buffers.Binary;
using System.IO.Compression;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>Finds the CSV text in a file: plain, gzip, or the one entry of a zip, told by the first bytes and not by the name.</summary>
internal static class CandleFileContent
{
    private static ReadOnlySpan<byte> GzipSignature => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> ZipSignature => "PK"u8;

    /// <summary>Opens the text of a seekable file; the caller disposes it.</summary>
    public static (Stream Text, string Name) Open(Stream file, string name, CandleFileLimits limits)
    {
        Span<byte> start = stackalloc byte[2];
        var position = file.Position;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = position;
        if (length == 0)
        {
            throw new CandleFileException(name, null, "the file is empty");
        }

        if (start.SequenceEqual(GzipSignature))
        {
            var unpacked = ReadGzipLength(file, position);
            return (new BoundedTextStream(
                new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), name, file.Length, limits,
                read => unpacked == (uint)read || GzipMembers.AreWhole(file, position, read)), name);
        }

        return start.SequenceEqual(ZipSignature)
            ? OpenZip(file, name, limits)
            : (new BoundedTextStream(file, name, file.Length, limits), name);
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

    /// <summary>Whether the file is a zip.</summary>
    public static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[ZipSignature.Length];
        var position = file.Position;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = position;
        return start[..length].SequenceEqual(ZipSignature);
    }

    /// <summary>The files in a zip.</summary>
    /// <exception cref="CandleFileException">An entry points outside the archive.</exception>
    public static IReadOnlyList<ZipArchiveEntry> OpenEntries(Stream file, string name)
    {
        var directory = new ZipDirectoryStream(file, name);
        var zip = new ZipArchive(directory, ZipArchiveMode.Read, leaveOpen: true);
        var entries = zip.Entries;
        directory.IsRead = true;
        foreach (var each in entries)
        {
            if (IsOutside(each.FullName))
            {
                throw new CandleFileException(
                    name, null, $"the zip entry '{each.FullName}' points outside the archive; entries must be plain file names");
            }
        }

        return [.. entries.Where(each => !each.FullName.EndsWith('/') && !CandleFileName.IsBeside(each.FullName))];
    }

    private static (Stream Text, string Name) OpenZip(Stream file, string name, CandleFileLimits limits)
    {
        var files = OpenEntries(file, name);
        if (files.Count != 1 || !CandleFileName.IsText(files[0].Name))
        {
            throw new CandleFileException(
                name, null,
                $"a zip must hold .csv or .json files only, or .parquet files only; this one holds {(files.Count == 0 ? "none" : string.Join(", ", files.Take(5).Select(each => $"'{each.FullName}'")))}");
        }

        var entry = files[0];
        if (entry.Length > limits.MaximumBytes)
        {
            throw new CandleFileException(
                name, null,
                $"the zip entry '{entry.FullName}' claims {entry.Length:N0} bytes; at most {limits.MaximumBytes:N0} are allowed");
        }

        var inside = $"{name}/{entry.FullName}";
        return (new BoundedTextStream(entry.Open(), inside, entry.CompressedLength, limits), inside);
    }

    private static bool IsOutside(string entry) =>
        entry.StartsWith('/') || entry.Contains('\\') || entry.Contains(':') || entry.Split('/').Contains("..");
}
