using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Commands.Orchestrations;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands;

/// <summary><c>system</c>: the state of the host and of what it depends on.</summary>
internal sealed class SystemCommand : HostCommand
{
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public SystemCommand()
        : base("system", "Show the host's health, version, queue and timers; below it, the orchestrations that do its work.")
    {
        AddOptions([_json]);
        Add(new OrchestrationListCommand());
        Add(new OrchestrationShowCommand());
        Add(new OrchestrationHistoryCommand());
        Add(new OrchestrationSteerCommand(
            "suspend", "Stop an orchestration until it is resumed.",
            (client, id, reason, token) => client.SuspendAsync(id, reason, token)));
        Add(new OrchestrationSteerCommand(
            "resume", "Let a suspended orchestration go on.", (client, id, reason, token) => client.ResumeAsync(id, reason, token)));
        Add(new OrchestrationSteerCommand(
            "terminate", "End an orchestration at once; jobs and backfills are better cancelled.",
            (client, id, reason, token) => client.TerminateAsync(id, reason, token)));
        Add(new OrchestrationRestartCommand());
        Add(new OrchestrationPurgeCommand());
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var health = await session.Client.GetHealthAsync(cancellationToken);
        var system = await session.Client.GetSystemAsync(cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(system);
            return 0;
        }

        Console.WriteLine($"{health.Status}, version {system.Version}, up since {Moment(system.StartedAt)} UTC, storage {system.Storage}");
        foreach (var (name, state) in health.Checks)
        {
            Console.WriteLine($"  {name}: {state}");
        }

        Console.WriteLine($"{system.RunningJobs} jobs at work, {system.QueuedJobs} waiting");
        TableDisplay.Show(
            Console.Out,
            ["Timer", "Schedule", "Last (UTC)", "Next (UTC)"],
            system.Timers.Select(timer => (IReadOnlyList<string>)[timer.Name, timer.Schedule, Moment(timer.Last), Moment(timer.Next)]),
            "No timers.");
        foreach (var timer in system.Timers.Where(timer => timer.Failure is not null))
        {
            Console.WriteLine($"{timer.Name} failed at {Moment(timer.Last)} UTC: {timer.Failure}");
        }

        return 0;
    }

    private static string Moment(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
