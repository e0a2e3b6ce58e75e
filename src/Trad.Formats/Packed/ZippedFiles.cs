using System.IO.Compression;
using ICSharpCode.SharpZipLib;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>The files in a zip.</summary>
internal static class ZippedFiles
{
    // By the numbers of PKWARE's description of the format (APPNOTE.TXT, 4.4.5), without those that are read.
    private static readonly Dictionary<int, string> Methods = new()
    {
        [1] = "shrink",
        [6] = "implode",
        [12] = "bzip2",
        [14] = "LZMA",
        [93] = "Zstandard",
        [95] = "xz",
        [98] = "PPMd",
        [99] = "AES encryption",
    };

    /// <summary>Lists the files, without folders.</summary>
    /// <exception cref="CandleFileException">The directory is longer than allowed, or this is another kind of zip.</exception>
    public static IReadOnlyList<PackedEntry> List(CandleFile file)
    {
        var directory = new ZipDirectoryStream(file.Content, file.Name);
        var zip = new ZipArchive(directory, ZipArchiveMode.Read, leaveOpen: true);
        var entries = zip.Entries;
        directory.IsRead = true;
        if (ForeignFormat.FindInZip([.. entries.Select(entry => entry.FullName)]) is { } foreign)
        {
            throw new CandleFileException(file.Name, null, foreign);
        }

        // Old programs on Windows write its separator.
        return [.. entries.Select(entry => (Path: entry.FullName.Replace('\\', '/'), Entry: entry)).Where(each => !each.Path.EndsWith('/'))
            .Select(each => new PackedEntry(
                each.Path, each.Entry.Length, each.Entry.CompressedLength, () => Open(file, each.Entry)))];
    }

    /// <summary>Opens a file of the zip.</summary>
    /// <exception cref="CandleFileException">It is encrypted, or packed in a way that is not read.</exception>
    private static SummedStream Open(CandleFile file, ZipArchiveEntry entry)
    {
        var name = $"{file.Name}/{entry.FullName}";
        if (entry.IsEncrypted)
        {
            throw new CandleFileException(name, null, "it is encrypted with a password; pack it without one");
        }

        try
        {
            return new SummedStream(entry.Open(), entry.Crc32, name);
        }
        catch (InvalidDataException unread) when (FindMethod(file.Content, entry.FullName) is { } method)
        {
            throw new CandleFileException(
                name, null, $"it is packed with {method}, which is not read in a zip; pack it with deflate, as zip does by default",
                unread);
        }
    }

    // The library that reads zips does not say what it does not read.
    private static string? FindMethod(Stream zip, string path)
    {
        var position = zip.Position;
        try
        {
            zip.Position = 0;
            using var archive = new ICSharpCode.SharpZipLib.Zip.ZipFile(zip, leaveOpen: true);
            return archive.GetEntry(path) is { } entry && Methods.TryGetValue((int)entry.CompressionMethod, out var method) ? method : null;
        }
        catch (Exception damaged) when (damaged is SharpZipBaseException or IOException or ArgumentException or NotSupportedException)
        {
            return null;
        }
        finally
        {
            zip.Position = position;
        }
    }
}
