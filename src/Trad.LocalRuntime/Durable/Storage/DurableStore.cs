using Trad.LocalRuntime.Durable.Hub;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>Where orchestrations are kept.</summary>
/// <param name="Instances">One row each.</param>
/// <param name="History">What happened to them.</param>
/// <param name="Payloads">Their long texts.</param>
/// <param name="Schema">How all this is written.</param>
internal sealed record DurableStore(InstanceTable Instances, HistoryTable History, PayloadStore Payloads, HubSchema Schema)
{
    /// <summary>Makes what is missing and checks that this build can read what is there.</summary>
    /// <exception cref="HubException">Another build wrote it, in a way that this one cannot read.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            Instances.InitializeAsync(cancellationToken),
            History.InitializeAsync(cancellationToken),
            Payloads.InitializeAsync(cancellationToken));
        await Schema.CheckAsync(cancellationToken);
    }

    /// <summary>Removes an instance: its history, its payloads, and its row last, so that an interrupted purge can be repeated.</summary>
    public async Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        await History.DeleteBeforeAsync(instanceId, int.MaxValue, cancellationToken);
        await Payloads.DeleteAllAsync(instanceId, except: null, cancellationToken);
        await Instances.DeleteAsync(instanceId, cancellationToken);
    }

    /// <summary>Removes what an earlier run under the same identity left.</summary>
    public async Task ForgetBeforeAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        await History.DeleteBeforeAsync(instance.InstanceId, instance.Generation, cancellationToken);
        await Payloads.DeleteAllAsync(instance.InstanceId, except: instance.Generation, cancellationToken);
    }
}
