using System.Diagnostics;
using System.Text;

namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>The local host as a real child process, run the way a person runs it.</summary>
internal sealed class TradProcess : IDisposable
{
    /// <summary>
    /// What <c>env</c> is told so that signals end a process as in a terminal: whoever runs the tests under nohup, or in the
    /// background of a script, hands ignored signals on to every child.
    /// </summary>
    public const string DefaultSignals = "--default-signal=HUP,INT,QUIT";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TradProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program that runs <see cref="Executable"/>.</summary>
    public static string DotNet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The local host's assembly.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "trad.dll");

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts a command.</summary>
    public static TradProcess Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAs([], arguments, environment);

    /// <summary>Starts a command by another program that becomes it, such as <c>setsid</c>.</summary>
    public static TradProcess StartAs(string[] starter, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] line = [.. starter, DotNet, Executable, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        start.Environment.Remove("AzureWebJobsStorage");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new TradProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, environment);
        var exitCode = await process.WaitForExitAsync();
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>Waits until a serving host says where it listens.</summary>
    public async Task<Uri> WaitForAddressAsync()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_address.Task, ended).WaitAsync(Patience) == ended)
        {
            throw new InvalidOperationException($"The host ended with exit code {_process.ExitCode}: {Errors}");
        }

        return await _address.Task;
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the process without a warning, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, for example <c>INT</c>.</summary>
    public Task SignalAsync(string signal) => SignalAsync(signal, $"{_process.Id}");

    /// <summary>Sends a signal to the process and everything it has started, if it leads a group of its own.</summary>
    public Task SignalGroupAsync(string signal) => SignalAsync(signal, $"-{_process.Id}");

    /// <summary>Sends a signal to any process, by its number.</summary>
    public static async Task SignalAsync(string signal, string receiver)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", receiver]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Text(StringBuilder lines)
    {
        lock (lines)
        {
            return lines.ToString();
        }
    }

    private void Append(StringBuilder lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.AppendLine(line);
        }

        const string Announcement = "Trad serves on ";
        if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Announcement.Length..].Split(' ')[0]));
        }
    }
}
