using System.Runtime.InteropServices;

namespace Trad.LocalHost.Commands;

/// <summary>
/// The signals that ask a command to end: Ctrl-C (SIGINT), SIGTERM, and SIGHUP of a closed terminal or a lost connection. Each ends
/// it in order, however long that takes on a busy machine, since what was acknowledged is saved on the way; every step of it has a
/// limit of its own. A second signal ends it at once. Under <c>nohup</c>, which asks for SIGHUP to be ignored, it is.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _interrupted = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    public Interruption() =>
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            .. IsHangUpIgnored() ? [] : new[] { PosixSignalRegistration.Create(PosixSignal.SIGHUP, End) },
        ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _interrupted.Token;

    /// <summary>What a command that did not reach its end returns, as shells count: 128 and the number of the signal.</summary>
    public int ExitCode => 128 + (PosixSignal)Volatile.Read(ref _signal) switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGTERM => 15,
        _ => 2,
    };

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _interrupted.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        if (Interlocked.CompareExchange(ref _signal, (int)signal.Signal, 0) != 0)
        {
            // A closed terminal tells of itself more than once; only a person or a supervisor that asks again means it.
            signal.Cancel = signal.Signal == PosixSignal.SIGHUP;
            return;
        }

        signal.Cancel = true;
        if (signal.Signal == PosixSignal.SIGHUP)
        {
            // The terminal is gone; whoever writes to it meanwhile must not fail because of that.
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
        }

        _interrupted.Cancel();
    }

    /// <summary>Whether the parent process had SIGHUP ignored; the runtime itself does not ask.</summary>
    private static bool IsHangUpIgnored()
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
