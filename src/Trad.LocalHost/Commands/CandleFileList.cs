using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>
/// The candle files that paths name, in the order of their names; <see cref="CandleFileOrder"/> puts them into that of time.
/// </summary>
/// <param name="Files">The files.</param>
/// <param name="Skipped">
/// The names of files of folders and patterns that hold no candles, such as readmes, notes, checksums and what systems leave behind.
/// </param>
internal sealed record CandleFileList(IReadOnlyList<CandleFilePath> Files, IReadOnlyList<string> Skipped)
{
    /// <summary>Finds the files: each path is a file, a folder with everything under it, or a pattern such as <c>*.csv.gz</c>.</summary>
    /// <exception cref="StartException">A path names nothing.</exception>
    public static CandleFileList FromPaths(IReadOnlyList<string> paths)
    {
        var files = new List<CandleFilePath>();
        var skipped = new List<string>();
        foreach (var path in paths)
        {
            if (path.Length == 0)
            {
                throw new StartException("A file cannot be ''; allowed is the path of a file or a folder, or a pattern of names.");
            }

            if (Directory.Exists(path))
            {
                var all = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
                var taken = all.Where(file => IsCandleFile(path, file)).ToList();
                skipped.AddRange(all.Except(taken).Select(file => Path.GetRelativePath(path, file)));
                files.AddRange(taken.Select(file => new CandleFilePath(file, Path.GetRelativePath(path, file), Path.GetFullPath(path))));
            }
            else if (File.Exists(path))
            {
                files.Add(new CandleFilePath(path, Path.GetFileName(path), null) { IsNamed = true });
            }
            else if (Path.GetFileName(path) is var pattern && pattern.AsSpan().ContainsAny('*', '?')
                && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder))
            {
                files.AddRange(Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)
                    .Select(file => new CandleFilePath(file, Path.GetFileName(file), null)));
            }
            else
            {
                throw new StartException($"The file {Path.GetFullPath(path)} does not exist.");
            }
        }

        return files.Count > 0
            ? new CandleFileList([.. files.DistinctBy(file => Path.GetFullPath(file.Path))], skipped)
            : throw new StartException(
                $"There is no candle file in {string.Join(", ", paths)}; looked for are files that end in {string.Join(", ", CandleFileName.Endings)}.");
    }

    private static bool IsCandleFile(string root, string file) =>
        CandleFileName.IsCandleFile(file) && !CandleFileName.IsDocument(Unix(file))
        && !CandleFileName.IsBeside(Unix(Path.GetRelativePath(root, file)));

    private static string Unix(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}

/// <summary>A candle file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name for messages, with the folders under the one that was given.</param>
/// <param name="Root">The folder that was given; null when the file itself was.</param>
internal sealed record CandleFilePath(string Path, string Name, string? Root)
{
    /// <summary>Whether it was named itself, and not by a folder or a pattern.</summary>
    public bool IsNamed { get; init; }

    /// <summary>What its name tells of the market, or the folders that it lies in, from the innermost.</summary>
    public FileGuess Guess
    {
        get
        {
            var guess = FileGuess.FromFileName(System.IO.Path.GetFileName(Name));
            var folder = Root is null ? null : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));
            while (folder is not null && (guess.Symbol is null || guess.Interval is null || guess.Exchange is null))
            {
                guess = guess.Or(HiveFolder.Read(System.IO.Path.GetFileName(folder)));
                folder = folder == Root ? null : System.IO.Path.GetDirectoryName(folder);
            }

            return guess;
        }
    }

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="StartException">It cannot be read.</exception>
    public Stream Open()
    {
        try
        {
            return File.OpenRead(Path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file {Path} cannot be read: {refused.Message}");
        }
    }
}
