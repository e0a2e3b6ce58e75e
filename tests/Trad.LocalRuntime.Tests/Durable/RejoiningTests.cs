using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>A process that outlives a failure of the storage in which others could have taken its work begins anew.</summary>
public sealed class RejoiningTests(AzuriteFixture azurite) : IDisposable
{
    private const string Away = "The storage does not answer";
    private const string Back = "The storage answers again";
    private const string Anew = "was joined anew";

    private readonly LogRecorder _log = new();
    private readonly FaultyStorage _storage = new(seed: 1, share: 1);
    private readonly AdjustableClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Process_that_was_cut_off_for_longer_than_its_leases_joins_anew_and_ends_what_it_had_begun()
    {
        await using var hub = NewHub();
        await hub.StartAsync(typeof(SampleOrchestrations));
        var waiting = await BeginAsync(hub, nameof(SampleOrchestrations.WaitForGo), null);
        var fanOut = await BeginAsync(hub, nameof(SampleOrchestrations.FanOut), 200);

        await FailAsync(TimeSpan.FromMinutes(1));
        await hub.Client.RaiseEventAsync(waiting, "go", 7, Cancellation);

        Assert.Equal(1, (await hub.EndAsync(waiting)).ReadOutputAs<int>());
        Assert.Equal(Enumerable.Range(0, 200), (await hub.EndAsync(fanOut)).ReadOutputAs<int[]>()!);
        Assert.True(IsLogged(Anew));
    }

    [Fact]
    public async Task Process_that_was_cut_off_for_a_moment_goes_on_as_who_it_was()
    {
        await using var hub = NewHub();
        await hub.StartAsync(typeof(SampleOrchestrations));
        var waiting = await BeginAsync(hub, nameof(SampleOrchestrations.WaitForGo), null);

        await FailAsync(TimeSpan.Zero);
        await hub.Client.RaiseEventAsync(waiting, "go", 7, Cancellation);

        Assert.Equal(1, (await hub.EndAsync(waiting)).ReadOutputAs<int>());
        Assert.False(IsLogged(Anew));
    }

    private TestHub NewHub() =>
        new(azurite) { Engine = DurableEngineKind.AzureStorage, Storage = _storage, Logs = _log, Clock = _clock };

    private static async Task<string> BeginAsync(TestHub hub, string orchestrator, object? input)
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Cancellation);
        await hub.Client.WaitForInstanceStartAsync(id, Cancellation);
        return id;
    }

    private async Task FailAsync(TimeSpan length)
    {
        _storage.IsBad = true;
        await UntilLoggedAsync(Away);
        _clock.Elapse(length);
        _storage.IsBad = false;
        await UntilLoggedAsync(Back);
    }

    private bool IsLogged(string text) =>
        _log.InCategory(typeof(AzureStorageEngine).FullName!).Any(line => line.Contains(text, StringComparison.Ordinal));

    private async Task UntilLoggedAsync(string text)
    {
        while (!IsLogged(text))
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
