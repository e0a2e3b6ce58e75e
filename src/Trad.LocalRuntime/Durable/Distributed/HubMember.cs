using Trad.LocalRuntime.Durable.Hub;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>A process that works on a hub together with others; its row in <c>{hub}Members</c>.</summary>
/// <param name="Id">Its identity, the owner of its leases too.</param>
/// <param name="Owner">The process.</param>
/// <param name="App">The app that it runs, name and version.</param>
/// <param name="IsWorker">Whether it runs activities and orchestrations only.</param>
/// <param name="SeenAt">When it last said that it lives, by the clock of storage.</param>
/// <param name="Activities">How many activities it has run.</param>
internal sealed record HubMember(string Id, HubOwner Owner, string App, bool IsWorker, DateTimeOffset SeenAt, long Activities)
{
    public override string ToString() => $"{(IsWorker ? "worker" : "host")} process {Owner.ProcessId} on {Owner.Machine}";
}
