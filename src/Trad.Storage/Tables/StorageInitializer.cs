using Microsoft.Extensions.Hosting;

namespace Trad.Storage.Tables;

/// <summary>Makes the tables and the container when the host starts, so that no request has to.</summary>
internal sealed class StorageInitializer(StorageClients clients) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        TableSet.All.Select(table => clients.Table(table).CreateIfNotExistsAsync(cancellationToken) as Task)
            .Append(clients.CandleContainer.CreateIfNotExistsAsync(cancellationToken: cancellationToken))
            .Append(clients.AssetContainer.CreateIfNotExistsAsync(cancellationToken: cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
