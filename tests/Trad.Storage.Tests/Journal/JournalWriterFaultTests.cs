using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Trad.Candles.Stores;
using Trad.Storage.Journal;
using Trad.Storage.Requests;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Journal;

/// <summary>A journal's writer under every kind of exception: whoever waits hears of it, and what comes next is written.</summary>
public sealed class JournalWriterFaultTests(AzuriteFixture azurite)
{
    private const string Job = "job";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, Exception> Faults => new()
    {
        { "identity", new CredentialUnavailableException("no identity") },
        { "authentication", new AuthenticationFailedException("no token") },
        { "bare cancellation", new TaskCanceledException("exceeded the configured timeout") },
        { "cancellation", new OperationCanceledException() },
        { "refusal", new RequestFailedException(403, "no", "AuthorizationFailure", null) },
        { "several", new AggregateException(new RequestFailedException(0, "refused")) },
        { "connection", new IOException("broken pipe") },
        { "argument", new ArgumentException("of a library") },
        { "other", new InvalidOperationException("of a library") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Append_fails_with_what_happened_and_the_next_one_is_written(string kind, Exception fault)
    {
        var faulty = new FaultyPolicy(fault);
        var table = await OpenAsync(faulty);
        var writer = new JournalWriter(table, Job);

        var first = writer.AppendAsync(Line("lost"));
        var failure = await Record.ExceptionAsync(() => first.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.True(failure is not null and not TimeoutException, $"{kind}: {failure}");
        faulty.Fault = null;
        await writer.AppendAsync(Line("kept")).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(["kept"], await ReadAsync(table));
        await UntilIdleAsync(writer);
    }

    [Fact]
    public async Task Event_that_cannot_be_serialised_fails_its_group_and_the_next_one_is_written()
    {
        var table = await OpenAsync(new FaultyPolicy(null));
        var writer = new JournalWriter(table, Job);
        var fields = new Dictionary<string, object?> { ["type"] = typeof(string) };
        var odd = new PendingAppend(1, [JobEvent.OfLog(DateTimeOffset.UnixEpoch, JobLogLevel.Info, JobPhase.Exploring, "odd", fields)]);

        await Assert.ThrowsAnyAsync<Exception>(() => writer.AppendAsync(odd).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        await writer.AppendAsync(Line("kept")).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(["kept"], await ReadAsync(table));
    }

    [Fact]
    public async Task Request_gives_up_an_append_that_the_storage_does_not_take_and_its_writer_goes_on()
    {
        var silent = new SilentPolicy();
        var table = await OpenAsync(silent);
        var writer = new JournalWriter(table, Job);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsRequestAsync(writer));
        silent.Answer();
        await writer.AppendAsync(Line("second")).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(["first", "second"], await ReadAsync(table));
    }

    private static async Task AppendAsRequestAsync(JournalWriter writer)
    {
        StorageWait.LimitTo(TimeSpan.FromMilliseconds(200));
        await writer.AppendAsync(Line("first"));
    }

    private static PendingAppend Line(string message) =>
        new(1, [JobEvent.OfLog(DateTimeOffset.UnixEpoch, JobLogLevel.Info, JobPhase.Exploring, message)]);

    private static async Task UntilIdleAsync(JournalWriter writer)
    {
        // The writer looks for more behind what it has stored.
        while (!writer.IsIdle)
        {
            await Task.Delay(5, Cancellation);
        }
    }

    private static async Task<IReadOnlyList<string?>> ReadAsync(TableClient table) =>
    [
        .. (await table.QueryAsync<TableEntity>(row => row.PartitionKey == Job, cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Where(row => row.RowKey.StartsWith('e')).SelectMany(JournalRow.Unpack).Select(happened => happened.Message),
    ];

    private async Task<TableClient> OpenAsync(HttpPipelinePolicy policy)
    {
        var name = azurite.NewName("fault");
        await azurite.Tables.CreateTableAsync(name, Cancellation);
        var options = new TableClientOptions();
        options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        return new TableClient(azurite.ConnectionString, name, options);
    }

    private sealed class FaultyPolicy(Exception? fault) : HttpPipelinePolicy
    {
        public Exception? Fault { get; set; } = fault;

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            Fault is { } failure ? throw failure : ProcessNextAsync(message, pipeline);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }

    private sealed class SilentPolicy : HttpPipelinePolicy
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer() => _answer.SetResult();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await _answer.Task;
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }
}
