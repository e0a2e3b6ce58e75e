using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.HttpFiles;

/// <summary>
/// An <c>.http</c> file: calls apart by <c>###</c>, comments behind <c>#</c>, variables as in <c>@host = …</c>; the part of the form
/// that Visual Studio, REST Client and Rider share.
/// </summary>
internal sealed partial class HttpFile
{
    private HttpFile(IReadOnlyDictionary<string, string> variables, IReadOnlyList<HttpFileCall> calls)
    {
        Variables = variables;
        Calls = calls;
    }

    /// <summary>The variables by name.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The calls in order.</summary>
    public IReadOnlyList<HttpFileCall> Calls { get; }

    /// <summary>Reads the file with every call of the API.</summary>
    public static HttpFile Read() => Parse(File.ReadAllText(ProjectTree.PathTo("src", "Trad.Functions", "Api", "trad.http")));

    private static HttpFile Parse(string text)
    {
        var variables = Variable().Matches(text).ToDictionary(
            match => match.Groups[1].Value, match => match.Groups[2].Value.Trim(), StringComparer.Ordinal);
        var calls = Separator().Split(text.ReplaceLineEndings("\n")).Skip(1).Select(ParseCall).ToList();
        return new HttpFile(variables, calls);
    }

    private static HttpFileCall ParseCall(string text)
    {
        var name = Name().Match(text).Groups[1].Value;
        var parts = Comment().Replace(text, "").TrimStart('\n').Split("\n\n", 2);
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var request = lines[0].Split(' ', 2);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var body = parts.Length > 1 && parts[1].Trim().Length > 0 ? parts[1].Trim() + "\n" : null;
        return new HttpFileCall(name, HttpMethod.Parse(request[0]), request[1], headers, body);
    }

    [GeneratedRegex(@"^@(\w+)\s*=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^###.*\n", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^# @name (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
