using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Trad.Functions.Dashboard;

/// <summary>
/// The dashboard's files, embedded in the assembly. A file's name in its address carries a hash of its content and of
/// all that it refers to, so that browsers may keep it for ever and never mix two versions.
/// </summary>
/// <remarks>
/// What a browser would find out file by file it is told at once: a sheet that imports others is served as one, and a module that the page
/// preloads brings those that it imports, which would be asked for only when it has come.
/// </remarks>
internal sealed partial class DashboardFiles
{
    private const string ResourcePrefix = "dashboard/";
    private const int HashDigits = 10;

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
        [".woff2"] = "font/woff2",
    };

    private readonly Dictionary<string, byte[]> _sources;
    private readonly Dictionary<string, DashboardFile> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DashboardFile> _byName;
    private readonly List<string> _path = [];

    /// <summary>Prepares files.</summary>
    /// <param name="sources">Content by file name; names are unique across folders.</param>
    /// <exception cref="InvalidOperationException">A file refers to one that is not there, or in a circle.</exception>
    public DashboardFiles(IReadOnlyDictionary<string, byte[]> sources)
    {
        _sources = sources.ToDictionary(StringComparer.Ordinal);
        foreach (var name in _sources.Keys)
        {
            Prepare(name);
        }

        Page = _bySource["index.html"];
        _byName = _bySource.Values.Where(file => file != Page).ToDictionary(file => file.Name, StringComparer.Ordinal);
    }

    /// <summary>The page itself, which names all others.</summary>
    public DashboardFile Page { get; }

    /// <summary>The files embedded in this assembly.</summary>
    public static DashboardFiles Embedded() => new(ReadResources(typeof(DashboardFiles).Assembly));

    /// <summary>The file of an address, or null when there is none.</summary>
    public DashboardFile? Find(string name) => _byName.GetValueOrDefault(name);

    private static Dictionary<string, byte[]> ReadResources(Assembly assembly)
    {
        var sources = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(
            name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            sources.Add(resource[ResourcePrefix.Length..], content.ToArray());
        }

        return sources;
    }

    private DashboardFile Prepare(string name)
    {
        if (_bySource.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_path.Contains(name))
        {
            throw new InvalidOperationException(
                $"Dashboard files refer to each other in a circle: {string.Join(" -> ", _path)} -> {name}.");
        }

        _path.Add(name);
        var extension = Path.GetExtension(name);
        var content = extension is ".js" or ".css" or ".html" or ".webmanifest" ? Rewrite(name, _sources[name]) : _sources[name];
        _path.RemoveAt(_path.Count - 1);

        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];
        var address = extension == ".html" ? name : $"{Path.GetFileNameWithoutExtension(name)}-{hash}{extension}";
        return _bySource[name] = new DashboardFile(address, ContentTypes[extension], content);
    }

    private byte[] Rewrite(string name, byte[] content)
    {
        // The page lies above the folder that holds all others.
        var folder = name.EndsWith(".html", StringComparison.Ordinal) ? "./dashboard/" : "./";
        var text = Reference().Replace(Expand(name, Encoding.UTF8.GetString(content)), match =>
        {
            var target = Path.GetFileName(match.Groups["path"].Value);
            return _sources.ContainsKey(target)
                ? $"{match.Groups["open"].Value}{folder}{Prepare(target).Name}{match.Groups["close"].Value}"
                : throw Missing(name, match.Groups["path"].Value);
        });
        return Encoding.UTF8.GetBytes(text);
    }

    private string Expand(string name, string text) => Path.GetExtension(name) switch
    {
        ".css" => ImportedSheet().Replace(text, match => TextOf(name, match.Groups["path"].Value)),
        ".html" => PreloadWithImports(text),
        _ => text,
    };

    private string PreloadWithImports(string page)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return PreloadedModule().Replace(page, match => string.Concat(
            WithImports("index.html", match.Groups["path"].Value, known)
                .Select(path => match.Value.Replace(match.Groups["path"].Value, path, StringComparison.Ordinal))));
    }

    // A module before those that it imports, each once: the browser asks in this order.
    private IEnumerable<string> WithImports(string name, string path, HashSet<string> known) =>
        known.Add(Path.GetFileName(path))
            ? ImportedModule().Matches(TextOf(name, path))
                .SelectMany(match => WithImports(path, match.Groups["path"].Value, known))
                .Prepend(path)
            : [];

    private string TextOf(string name, string path) => _sources.TryGetValue(Path.GetFileName(path), out var content)
        ? Encoding.UTF8.GetString(content)
        : throw Missing(name, path);

    private static InvalidOperationException Missing(string name, string path) =>
        new($"The dashboard file {name} refers to {path}, which does not exist.");

    // A sheet in another, whole lines only.
    [GeneratedRegex("""^@import '(?<path>[^']+)';[ ]*\r?\n""", RegexOptions.Multiline)]
    private static partial Regex ImportedSheet();

    // import { a } from './x.js'; import('./x.js') asks only when it is needed.
    [GeneratedRegex("""^(?:import|export)\b[^'"(=]*'(?<path>\.{1,2}/[^']+)';""", RegexOptions.Multiline)]
    private static partial Regex ImportedModule();

    [GeneratedRegex("""[ ]*<link rel="modulepreload" href="(?<path>[^"]+)">\r?\n""")]
    private static partial Regex PreloadedModule();

    // A relative path to a file of a known kind, in quotes or in url(): import './x.js', href="./x.css", url('../x.woff2').
    [GeneratedRegex("""(?<open>['"(])(?<path>\.{1,2}/[\w./-]+\.(?:css|js|svg|txt|webmanifest|woff2))(?<close>['")])""")]
    private static partial Regex Reference();
}
