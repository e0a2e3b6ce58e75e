using System.Diagnostics;
using System.Globalization;

namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>The process that holds a hub.</summary>
/// <param name="Machine">The machine it runs on.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="StartedAt">When it started, Unix seconds: process ids come again.</param>
internal sealed record HubOwner(string Machine, int ProcessId, long StartedAt)
{
    public static HubOwner ThisProcess { get; } = FromProcess(Process.GetCurrentProcess());

    /// <summary>Whether it is known to have ended; of a process on another machine nothing is known.</summary>
    public bool HasEnded
    {
        get
        {
            if (Machine != ThisProcess.Machine)
            {
                return false;
            }

            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return Math.Abs(FromProcess(process).StartedAt - StartedAt) > 2;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return true;
            }
        }
    }

    public static HubOwner? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("machine", out var machine)
        && metadata.TryGetValue("process", out var process)
        && metadata.TryGetValue("started", out var started)
            ? new HubOwner(machine, int.Parse(process, CultureInfo.InvariantCulture), long.Parse(started, CultureInfo.InvariantCulture))
            : null;

    public IDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["machine"] = Machine,
        ["process"] = ProcessId.ToString(CultureInfo.InvariantCulture),
        ["started"] = StartedAt.ToString(CultureInfo.InvariantCulture),
    };

    private static HubOwner FromProcess(Process process) =>
        new(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds());
}
