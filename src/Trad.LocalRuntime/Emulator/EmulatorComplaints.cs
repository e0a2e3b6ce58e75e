using System.Diagnostics;

namespace Trad.LocalRuntime.Emulator;

/// <summary>What the emulator's process writes to its error output: messages of its guard, and what it died of.</summary>
internal sealed class EmulatorComplaints
{
    // How the guard's messages begin, and how Azurite begins its last words.
    private const string Message = "trad: ";
    private const string LastWords = "Exit due to unhandled error: ";

    private readonly Action<string>? _report;
    private volatile string? _reason;
    private bool _isReasonSure;

    public EmulatorComplaints(Process process, Action<string>? report)
    {
        _report = report;
        Ended = ReadAsync(process.StandardError);
    }

    /// <summary>Ends with the process; tells why it ended, as far as it said.</summary>
    public Task<string> Ended { get; }

    private async Task<string> ReadAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Message, StringComparison.Ordinal))
            {
                Note(line[Message.Length..], isSure: true);
                _report?.Invoke($"The storage emulator says: {line[Message.Length..]}");
            }
            else if (line.StartsWith(LastWords, StringComparison.Ordinal))
            {
                Note(line[LastWords.Length..], isSure: true);
            }
            else if (line.Trim().Length > 0)
            {
                Note(line.Trim(), isSure: false);
            }
        }

        return _reason ?? "it said nothing";
    }

    // The last message counts, and of anything else the first line; stack traces follow it.
    private void Note(string reason, bool isSure)
    {
        if (isSure || _reason is null)
        {
            _reason = isSure || !_isReasonSure ? reason : _reason;
            _isReasonSure |= isSure;
        }
    }
}
