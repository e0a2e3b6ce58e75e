using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Trad.Durable.FaultHost;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>A host as a child process that the test may kill.</summary>
internal sealed class FaultHostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly HttpClient _http;

    private FaultHostProcess(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Starts a host on a hub; returns when it serves.</summary>
    public static async Task<FaultHostProcess> StartAsync(string connectionString, string hub)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trad.Durable.FaultHost.dll"), connectionString, hub])
            {
                RedirectStandardOutput = true,
            })!;
        const string Announcement = "listening on ";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new FaultHostProcess(process, new Uri(line[Announcement.Length..]));
            }
        }

        throw new InvalidOperationException($"The host ended with exit code {process.ExitCode} before it served.");
    }

    /// <summary>Starts an orchestration.</summary>
    public async Task ScheduleAsync(string orchestrator, string id, object input)
    {
        using var answer = await _http.PostAsJsonAsync($"{orchestrator}/{id}", input);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The tokens of an orchestration once it has completed; null while it runs.</summary>
    public async Task<Token[]?> FindOutputAsync(string id)
    {
        using var answer = await _http.GetAsync(new Uri(id, UriKind.Relative));
        return answer.StatusCode switch
        {
            HttpStatusCode.Accepted => null,
            HttpStatusCode.OK => await answer.Content.ReadFromJsonAsync<Token[]>(),
            _ => throw new InvalidOperationException($"{id}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"),
        };
    }

    /// <summary>Waits for the tokens of an orchestration.</summary>
    public async Task<Token[]> WaitAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await FindOutputAsync(id) is { } tokens)
            {
                return tokens;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Ends the process without a warning, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _http.Dispose();
    }
}
