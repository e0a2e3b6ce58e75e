using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Storage.Jobs;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Jobs;

public sealed class TableTrialStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TableTrialStore _trials = null!;

    public async ValueTask InitializeAsync()
    {
        var clients = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Trials").CreateAsync();
        _trials = new TableTrialStore(clients);
    }

    [Fact]
    public async Task Read_gives_back_every_number_bit_for_bit()
    {
        double[] numbers = [1, -1, 0, 0.1, 1.0 / 3, 1e-300, 1e300, 5, Math.BitIncrement(1), -0.0005];
        var saved = numbers.Select((number, i) => Trial(i, number)).ToList();

        await _trials.SaveAsync("job", saved, TestContext.Current.CancellationToken);

        var read = await _trials.ReadAllAsync("job", TestContext.Current.CancellationToken);
        Assert.Equal(numbers, read.Select(trial => trial.Score!.Value));
        Assert.Equal(numbers, read.Select(trial => trial.Parameters["depth"].Number));
    }

    [Fact]
    public async Task Save_again_replaces_and_more_than_one_transaction_holds_keeps_order()
    {
        await _trials.SaveAsync("job", [.. Enumerable.Range(0, 250).Select(i => Trial(i, 0))], TestContext.Current.CancellationToken);
        await _trials.SaveAsync("job", [.. Enumerable.Range(0, 250).Select(i => Trial(i, i))], TestContext.Current.CancellationToken);
        await _trials.SaveAsync("other", [Trial(0, 7)], TestContext.Current.CancellationToken);

        var read = await _trials.ReadAllAsync("job", TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 250), read.Select(trial => trial.Trial));
        Assert.Equal(Enumerable.Range(0, 250).Select(i => (double?)i), read.Select(trial => trial.Score));
    }

    [Fact]
    public async Task Trial_without_score_or_metrics_keeps_its_reason()
    {
        var saved = new TrialRecord(0, 1, TrialState.Infeasible, null, new ParameterSet([new("depth", 1)]), null, "2 trades are fewer than 10");

        await _trials.SaveAsync("job", [saved], TestContext.Current.CancellationToken);

        Assert.Equal(saved, Assert.Single(await _trials.ReadAllAsync("job", TestContext.Current.CancellationToken)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TrialRecord Trial(int number, double score) =>
        new(number, number / 4, TrialState.Completed, score, new ParameterSet([new("depth", score)]), null, null);
}
