namespace Trad.Formats.Packed;

/// <summary>What a file is by its first bytes.</summary>
internal static class FileStart
{
    /// <summary>How many bytes are looked at; a tar says what it is behind the first 257.</summary>
    public const int Length = 512;

    private const int TarMark = 257;

    /// <summary>What the file is; its position is where it was afterwards.</summary>
    public static FileKind DetectKind(Stream file)
    {
        var start = Read(file);
        return DetectKind(start);
    }

    /// <summary>The first bytes of a file whose position is where it was afterwards.</summary>
    public static byte[] Read(Stream file)
    {
        var position = file.Position;
        var start = ReadOn(file);
        file.Position = position;
        return start;
    }

    /// <summary>The first bytes of a stream.</summary>
    public static byte[] ReadOn(Stream file)
    {
        var start = new byte[Length];
        return start[..file.ReadAtLeast(start, Length, throwOnEndOfStream: false)];
    }

    /// <summary>What a file is that begins with these bytes.</summary>
    public static FileKind DetectKind(ReadOnlySpan<byte> start) =>
        start.StartsWith("PAR1"u8) ? FileKind.Parquet
        : start.StartsWith("ARROW1"u8) ? FileKind.Arrow
        : start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xff, 0xff, 0xff]) ? FileKind.ArrowStream
        : start.StartsWith("PK"u8) && start.Length > 3 && start[2] is 3 or 5 or 7 ? FileKind.Zip
        : start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? FileKind.Gzip
        : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? FileKind.Zstandard
        : start.Length > TarMark + 5 && start[TarMark..].StartsWith("ustar"u8) ? FileKind.Tar
        : FileKind.Other;
}
