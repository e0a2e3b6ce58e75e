using System.IO.Compression;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>The files in a zip.</summary>
internal static class ZippedFiles
{
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

        return [.. entries.Where(entry => !entry.FullName.EndsWith('/'))
            .Select(entry => new PackedEntry(entry.FullName, entry.Length, entry.CompressedLength, entry.Open))];
    }
}
