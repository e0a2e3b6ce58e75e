using System.Runtime.InteropServices;

namespace Trad.LocalHost.Commands;

/// <summary>
/// A closed terminal or a lost connection (SIGHUP) ends a command as SIGTERM does: in order. Under <c>nohup</c>, which asks for
/// the signal to be ignored, it is.
/// </summary>
internal sealed class HangUp : IDisposable
{
    private readonly CancellationTokenSource _hungUp = new();
    private readonly PosixSignalRegistration? _registration;

    public HangUp() =>
        _registration = IsIgnored() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _hungUp.Token;

    public void Dispose()
    {
        _registration?.Dispose();
        _hungUp.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;

        // The terminal is gone; whoever writes to it meanwhile must not fail because of that.
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        _hungUp.Cancel();
    }

    /// <summary>Whether the parent process had SIGHUP ignored; the runtime itself does not ask.</summary>
    private static bool IsIgnored()
    {
        const string Status = "/proc/self/status";
        const string Field = "SigIgn:";
        if (!File.Exists(Status))
        {
            return false;
        }

        // A mask in hexadecimal digits; SIGHUP is signal 1, the lowest bit.
        var ignored = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return ignored is not null && (Convert.ToUInt64(ignored[Field.Length..].Trim(), 16) & 1) != 0;
    }
}
