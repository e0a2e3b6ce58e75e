using System.Diagnostics;

namespace Trad.Functions.Operations;

/// <summary>When this process started.</summary>
public sealed class AppStart
{
    /// <summary>The moment, by the system's own record of the process: not that of the first question.</summary>
    public DateTimeOffset At { get; } = Read();

    private static DateTimeOffset Read()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
