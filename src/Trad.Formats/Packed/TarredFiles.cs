using System.Formats.Tar;
using System.Text;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// The files in a tar. The library takes memory for whatever the length of a name claims, so the blocks are walked before it sees them.
/// </summary>
internal static class TarredFiles
{
    private const int Block = 512;
    private const int SizeAt = 124;
    private const int SizeDigits = 12;
    private const int KindAt = 156;
    private const int MostEntries = 100_000;
    private const long LongestName = 1 << 16;

    /// <summary>Lists the files, without folders and links.</summary>
    /// <exception cref="UnsoundFileException">The tar is damaged, or claims what cannot be.</exception>
    public static async Task<IReadOnlyList<PackedEntry>> ListAsync(CandleFile file, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        var places = Walk(file.Content, cancellationToken);
        file.Content.Position = start;
        await using var reader = new TarReader(file.Content, leaveOpen: true);
        var entries = new List<PackedEntry>();
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            {
                continue;
            }

            if (entries.Count == places.Count || entry.Length != places[entries.Count].Length)
            {
                throw new UnsoundFileException("its blocks do not fit together");
            }

            var (at, length) = places[entries.Count];
            var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            entries.Add(new PackedEntry(path, length, length, () => new PartOfFile(file.Content, at, length)));
        }

        return entries;
    }

    /// <summary>Where the files begin and how long they are.</summary>
    private static List<(long At, long Length)> Walk(Stream tar, CancellationToken cancellationToken)
    {
        var places = new List<(long At, long Length)>();
        var header = new byte[Block];
        for (var blocks = 0; tar.Length - tar.Position >= Block; blocks++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tar.ReadExactly(header);
            if (header.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                break;
            }

            var kind = (char)header[KindAt];
            var length = ReadSize(header.AsSpan(SizeAt, SizeDigits));
            if (length < 0 || length > tar.Length - tar.Position || blocks > MostEntries)
            {
                throw new UnsoundFileException($"an entry claims {length:N0} bytes where {tar.Length - tar.Position:N0} are left");
            }

            if (kind is 'x' or 'g' or 'L' or 'K' && length > LongestName)
            {
                throw new UnsoundFileException($"a name claims {length:N0} bytes; at most {LongestName:N0} are allowed");
            }

            if (kind is 'S')
            {
                throw UnsoundFileException.NotRead("it has a file with holes; pack it without --sparse");
            }

            if (kind is '0' or '7' or '\0')
            {
                places.Add((tar.Position, length));
            }

            tar.Position += Math.Min(tar.Length - tar.Position, (length + Block - 1) / Block * Block);
        }

        return places;
    }

    // Octal digits, or for large files a number whose first bit is set.
    private static long ReadSize(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            return -1;
        }

        long size = 0;
        var digits = Encoding.ASCII.GetString(field).Trim('\0', ' ');
        foreach (var digit in digits)
        {
            size = digit is >= '0' and <= '7'
                ? (size * 8) + digit - '0'
                : throw new UnsoundFileException("the length of an entry is no number");
        }

        return size;
    }
}
