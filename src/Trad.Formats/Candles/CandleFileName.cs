namespace Trad.Formats.Candles;

/// <summary>What the name of a file tells of its content, as far as it is needed to choose files: what is in one, its bytes tell.</summary>
public static class CandleFileName
{
    private const string Parquet = ".parquet";

    private static readonly string[] Texts = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"];

    private static readonly string[] Packed = [".gz", ".zip", ".zst", ".tar", ".tgz"];

    private static readonly string[] Documents =
    [
        "readme", "read me", "license", "licence", "copying", "notice", "changelog", "changes", "authors", "citation", "about",
        "metadata", "meta", "manifest", "description", "data_dictionary", "dictionary", "schema", "dataset-metadata", "datapackage",
        "terms", "disclaimer", "requirements", "checksums", "sha256sums", "md5sums",
    ];

    private static readonly string[] Checksums = [".checksum", ".md5", ".sha1", ".sha256", ".sha512"];

    /// <summary>How names of candle files end, in lower case.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Texts, Parquet, ".feather", ".arrow", ".arrows", ".ipc", .. Packed];

    /// <summary>Whether the name is that of candles as text, which are not packed.</summary>
    public static bool IsText(string name) => EndsWith(name, Texts);

    /// <summary>Whether the name is that of a candle file.</summary>
    public static bool IsCandleFile(string name) => EndsWith(name, Endings);

    /// <summary>Whether the name is that of something to be read by people, such as a readme or a licence.</summary>
    public static bool IsDocument(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Array.Exists(Documents, document => name.StartsWith(document, StringComparison.OrdinalIgnoreCase)
            && (name.Length == document.Length || name[document.Length] is '.' or '-' or '_' or ' '));
    }

    /// <summary>Whether the name is that of text or JSON, which may be candles or something that is told about them.</summary>
    public static bool MayBeAbout(string name) => EndsWith(name, [".txt", ".json"]);

    /// <summary>Whether a file is a checksum, hidden, or one of those that systems leave beside each other file.</summary>
    /// <param name="path">Its path, from the folder or zip that was given; parts are separated by <c>/</c>.</param>
    public static bool IsBeside(string path)
    {
        var parts = path.Split('/');
        return parts.Any(part => part == "__MACOSX" || part.StartsWith('.'))
            || parts[^1] is "Thumbs.db" or "desktop.ini"
            || EndsWith(path, Checksums);
    }

    /// <summary>The name without its endings, of which a packed file has two.</summary>
    public static string WithoutEndings(string name)
    {
        while (Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            name = name[..^found.Length];
        }

        return name;
    }

    private static bool EndsWith(string name, IEnumerable<string> endings) =>
        endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
