using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The local host with one of its engines on a real emulator.</summary>
public abstract class StorageHost(DurableEngineKind engine) : DurableHost
{
    private const string Hub = "Conformance";

    private readonly RecentComplaints _complaints = new();
    private AzuriteProcess? _azurite;
    private LocalFunctionsHost? _host;

    /// <inheritdoc/>
    public override DurableTaskClient Client => _host!.DurableClient;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalRuntimeOptions { ConnectionString = _azurite.ConnectionString, HubName = Hub, Engine = engine });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(_complaints);
        builder.AddFunctions(typeof(DurableHost).Assembly);
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <inheritdoc/>
    public override async Task<string> DescribeAsync(string instanceId) => string.Join(
        Environment.NewLine,
        [
            await base.DescribeAsync(instanceId),
            await DescribeHistoryAsync(instanceId),
            _azurite!.HasExited ? $"The emulator has ended: {await _azurite.Ended}" : "The emulator runs.",
            "The host logged last:",
            .. _complaints.Latest,
        ]);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    // Both engines keep a row for each event; they name its kind in columns of their own.
    private async Task<string> DescribeHistoryAsync(string instanceId)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var table = new TableClient(_azurite!.ConnectionString, $"{Hub}History");
            var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
            DateTimeOffset? last = null;
            await foreach (var row in table.QueryAsync<TableEntity>(
                row => row.PartitionKey == instanceId, cancellationToken: patience.Token))
            {
                var kind = row.GetString("Kind") ?? row.GetString("EventType") ?? "of no kind";
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                last = row.Timestamp > last || last is null ? row.Timestamp : last;
            }

            return $"Its history, written last at {last:O}: {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}.";
        }
        catch (Exception unreadable)
        {
            return $"Its history cannot be read: {unreadable.GetType().Name}: {unreadable.Message}";
        }
    }
}
