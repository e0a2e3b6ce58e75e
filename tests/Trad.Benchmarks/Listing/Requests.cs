using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Trad.Benchmarks.Listing;

/// <summary>Asks for addresses again and again and prints how long the answers take, read to the end.</summary>
internal sealed class Requests(Uri address, int runs) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Prints the first answer's time, and the median and the longest of those after it.</summary>
    public async Task MeasureAsync(string title, string path, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var length = 0;
        for (var run = 0; run <= runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            length = (await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken)).Length;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var warm = times.Skip(1).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title,-52}{times[0],9:0.0}{warm[warm.Count / 2],9:0.0}{warm[^1],9:0.0}{length / 1024.0,9:0} KB"));
    }

    /// <summary>The token with which a page of a list begins, a number of full pages in.</summary>
    public async Task<string> TokenAsync(string path, int pages, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var page = 0; page < pages; page++)
        {
            var next = token is null ? path : $"{path}&continuationToken={token}";
            var answer = JsonNode.Parse(await _http.GetStringAsync(new Uri(next, UriKind.Relative), cancellationToken))!;
            token = (string?)answer["continuationToken"] ?? throw new InvalidOperationException($"{next} is the last page already.");
        }

        return token!;
    }

    public void Dispose() => _http.Dispose();
}
