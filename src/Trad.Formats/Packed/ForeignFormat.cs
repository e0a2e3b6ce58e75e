using System.Text;

namespace Trad.Formats.Packed;

/// <summary>
/// Tells by their first bytes the files that people take for candle files and that are not read, and what to do instead: a sound file
/// of another kind is not damaged, and its bytes are no text to quote.
/// </summary>
internal static class ForeignFormat
{
    private const string AsCsv = "write its table as CSV or Parquet";
    private const string Unpack = "unpack it, or pack it with gzip or zip";
    private const string NoTable = "it holds no table; give the file with the candles";
    private const int DuckDbMark = 8;

    private static readonly (byte[] Mark, string Name, string Remedy)[] Marks =
    [
        ("ORC"u8.ToArray(), "an ORC file", AsCsv),
        ("FEA1"u8.ToArray(), "a Feather file of version 1", "write it as version 2, which pyarrow and pandas do by default"),
        ("PARE"u8.ToArray(), "an encrypted Parquet file", "write it without encryption"),
        ("Obj\u0001"u8.ToArray(), "an Avro file", AsCsv),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database", AsCsv),
        ([0x89, .. "HDF"u8], "an HDF5 file", "write its table as CSV or Parquet, as with pandas.read_hdf and to_parquet"),
        ([0x93, .. "NUMPY"u8], "a NumPy array (.npy)", "write it as CSV, as with numpy.savetxt, or as Parquet"),
        ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "an Excel workbook (.xls)", "save its sheet as CSV UTF-8"),
        ("%PDF-"u8.ToArray(), "a PDF", NoTable),
        ([0xfd, .. "7zXZ"u8], "packed with xz", Unpack),
        ("BZh"u8.ToArray(), "packed with bzip2", Unpack),
        ([.. "7z"u8, 0xbc, 0xaf, 0x27, 0x1c], "a 7z archive", Unpack),
        ("Rar!"u8.ToArray(), "a RAR archive", Unpack),
        ([0x04, 0x22, 0x4d, 0x18], "packed with LZ4", Unpack),
        ([0x5d, 0x00, 0x00], "packed with LZMA, as Dukascopy's .bi5 files of ticks are", "export candles as CSV"),
        ([0x1f, 0x9d], "packed with compress (.Z)", Unpack),
        ("MSCF"u8.ToArray(), "a cabinet", Unpack),
        ([0x89, .. "PNG"u8], "a picture", NoTable),
        ([0xff, 0xd8, 0xff], "a picture", NoTable),
        ("GIF8"u8.ToArray(), "a picture", NoTable),
        ("RDX"u8.ToArray(), "a file of R", AsCsv),
        ("X\n\0\0"u8.ToArray(), "a file of R (.rds)", AsCsv),
        ("MATLAB 5"u8.ToArray(), "a MATLAB file", AsCsv),
        ("CDF\u0001"u8.ToArray(), "a NetCDF file", AsCsv),
    ];

    private static readonly (string Start, string Name, string Remedy)[] Texts =
    [
        ("version https://git-lfs.github.com", "a pointer to a file in Git LFS", "fetch the file itself, as with git lfs pull"),
        ("../.git/annex/objects", "a pointer to a file in git-annex", "fetch the file itself, as with git annex get"),
        ("/annex/objects/", "a pointer to a file in git-annex", "fetch the file itself, as with git annex get"),
        ("<!doctype html", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<html", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<?xml", "an XML document", "write its table as CSV, or download the file itself where this is a server's error"),
        ("<error", "an XML document", "it is a server's error; download the file itself"),
        ("404: not found", "a server's error (404: Not Found)", "download the file itself"),
        ("<head", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<body", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<script", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<table", "a web page", "write its table as CSV"),
        ("<div", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("<!--", "a web page", "it was saved instead of the file that it shows; download the file itself"),
        ("{\\rtf", "a text document (RTF)", "save it as CSV"),
        ("create table", "an SQL script", AsCsv),
        ("insert into", "an SQL script", AsCsv),
    ];

    /// <summary>Why a file is not read, with the remedy, in words that go on after a colon; null where it may be text.</summary>
    /// <param name="start">The first bytes of the file.</param>
    public static string? Find(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, name, remedy) in Marks)
        {
            if (start.StartsWith(mark)
                && (mark.Length > 4 || mark.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~') || HasControls(start)))
            {
                return Describe(name, remedy);
            }
        }

        if (start.Length > DuckDbMark && start[DuckDbMark..].StartsWith("DUCK"u8))
        {
            return Describe("a DuckDB database", "write its table as Parquet, as with COPY … TO … (FORMAT parquet)");
        }

        if (IsPickle(start))
        {
            return Describe("a Python pickle", "write its table as Parquet or CSV, as with pandas.read_pickle and to_parquet");
        }

        using var reader = TextStart.Open(new MemoryStream(start.ToArray()));
        var text = reader.ReadToEnd();
        var begun = text.AsSpan().TrimStart();
        foreach (var (first, name, remedy) in Texts)
        {
            if (begun.StartsWith(first, StringComparison.OrdinalIgnoreCase))
            {
                return Describe(name, remedy);
            }
        }

        return IsBinary(text)
            ? "it is neither text nor of a format that is known; read are CSV, JSON, Parquet, Feather and Arrow, plain, gzip, zstd, zip or tar"
            : null;
    }

    /// <summary>Why a zip is not read by what lies in it; null where it is none of another kind.</summary>
    public static string? FindInZip(IReadOnlyList<string> paths) =>
        paths.Contains("xl/workbook.xml") || paths.Contains("xl/workbook.bin")
            ? Describe("an Excel workbook (.xlsx)", "save its sheet as CSV UTF-8")
        : paths.Contains("META-INF/manifest.xml") && paths.Contains("content.xml")
            ? Describe("an OpenDocument file", "save its sheet as CSV")
        : paths.Contains("word/document.xml") ? Describe("a Word document", NoTable)
        : paths.Count > 0 && paths.All(path => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            ? Describe("a NumPy archive (.npz)", "write its arrays as CSV or Parquet")
        : null;

    private static string Describe(string name, string remedy) => $"it is {name}, which is not read; {remedy}";

    // Protocol 2 and later: the version, and a first instruction.
    private static bool IsPickle(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 0x80 && start[1] is >= 2 and <= 5
            && start[2] is 0x95 or (byte)'c' or (byte)'}' or (byte)']' or (byte)'(';

    // Letters alone may be the first of a text.
    private static bool HasControls(ReadOnlySpan<byte> start) => start.IndexOfAnyInRange((byte)0, (byte)8) >= 0;

    private static bool IsBinary(string text)
    {
        var strange = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            strange += Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n' or '\f' or 0x1a) ? 1 : 0;
        }

        return strange > 1 && strange > text.Length / 50;
    }
}
