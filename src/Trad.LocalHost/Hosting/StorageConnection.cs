using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Hosting;

/// <summary>
/// Asks a storage account once before a host is started on it, so that what is wrong with it is said in one line and soon.
/// </summary>
internal static class StorageConnection
{
    // Every answer of a storage account has it, refusals too.
    private const string RequestIdHeader = "x-ms-request-id";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Does nothing when the account answers.</summary>
    /// <param name="storage">How it is reached.</param>
    /// <param name="engine">What is to run on it: one for several processes needs queues as well.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StartException">
    /// The connection string is none, the account refuses or does not answer, or what answers is no storage account.
    /// </exception>
    public static async Task EnsureAnswersAsync(StorageSetting storage, DurableEngineKind engine, CancellationToken cancellationToken)
    {
        var (tables, blobs, queues) = Parse(storage);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        Task[] services =
        [
            ToldOf(tables.Uri, AskAsync(tables, patience.Token), cancellationToken),
            ToldOf(blobs.Uri, AskAsync(blobs, patience.Token), cancellationToken),
            engine == DurableEngineKind.AzureStorage && IsNamed(queues, tables)
                ? ToldOf(queues.Uri, AskAsync(queues, patience.Token), cancellationToken)
                : Task.CompletedTask,
        ];

        // Of several that fail, the same one is told each time, not the one that happened to fail first.
        await Task.WhenAll(services).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var service in services)
        {
            await service;
        }
    }

    private static async Task ToldOf(Uri service, Task<Response> asking, CancellationToken cancellationToken)
    {
        try
        {
            if (!(await asking).Headers.Contains(RequestIdHeader))
            {
                throw new InvalidDataException($"The answer has no {RequestIdHeader}.");
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartException(Describe(service.Authority, failure), failure);
        }
    }

    // Whatever else answers there, be it a web server or half of an answer, the clients fail in ways of their own.
    private static string Describe(string place, Exception failure) => failure switch
    {
        RequestFailedException { Status: not 0 } refused when refused.GetRawResponse()?.Headers.Contains(RequestIdHeader) ?? true =>
            $"The storage account at {place} refuses: {refused.Status} {refused.ErrorCode}, {FirstLine(refused.Message)}",
        RequestFailedException { Status: not 0 } other => $"What answers at {place} is no storage account: it answers {other.Status}.",
        RequestFailedException or AggregateException or OperationCanceledException =>
            $"The storage account at {place} cannot be reached: {FindSocketError(failure)?.Message ?? $"no answer within {Patience.TotalSeconds:0} seconds"}.",
        _ => $"What answers at {place} is no storage account: its answer cannot be read.",
    };

    // Where a connection string names the other services elsewhere and no queues, these would be looked for at Azure; the engine refuses.
    private static bool IsNamed(QueueServiceClient queues, TableServiceClient tables) =>
        IsOfAzure(queues.Uri) == IsOfAzure(tables.Uri);

    private static bool IsOfAzure(Uri service) => service.Host.Contains(".core.", StringComparison.Ordinal);

    private static (TableServiceClient Tables, BlobServiceClient Blobs, QueueServiceClient Queues) Parse(StorageSetting storage)
    {
        var (connectionString, source) = storage;
        try
        {
            return (
                new TableServiceClient(connectionString, Impatient(new TableClientOptions())),
                new BlobServiceClient(connectionString, Impatient(new BlobClientOptions())),
                new QueueServiceClient(connectionString, Impatient(new QueueClientOptions())));
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new StartException(
                $"What {source} says is no connection string of a storage account ({FindFault(connectionString)}); one looks like DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...",
                wrong);
        }
    }

    /// <summary>
    /// What is wrong with a connection string, without repeating any of it: the libraries' messages do, and it holds a key.
    /// </summary>
    private static string FindFault(string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Index().FirstOrDefault(part => !part.Item.Contains('=', StringComparison.Ordinal)) is { Item: not null } odd)
        {
            return $"part {odd.Index + 1} of {parts.Length} is not of the form name=value";
        }

        var settings = parts.Select(part => part.Split('=', 2))
            .ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (settings["AccountKey"].FirstOrDefault() is { } key && !Convert.TryFromBase64String(key, new byte[key.Length], out _))
        {
            return "its AccountKey is not Base64";
        }

        return settings.Contains("AccountName") ? "a part of it is missing or wrong" : "it has no AccountName";
    }

    private static Task<Response> AskAsync(TableServiceClient tables, CancellationToken cancellationToken) =>
        FirstOfAsync(tables.QueryAsync(maxPerPage: 1, cancellationToken: cancellationToken));

    private static Task<Response> AskAsync(BlobServiceClient blobs, CancellationToken cancellationToken) =>
        FirstOfAsync(blobs.GetBlobContainersAsync(cancellationToken: cancellationToken));

    private static async Task<Response> AskAsync(QueueServiceClient queues, CancellationToken cancellationToken) =>
        (await queues.GetPropertiesAsync(cancellationToken)).GetRawResponse();

    private static async Task<Response> FirstOfAsync<T>(AsyncPageable<T> list)
        where T : notnull =>
        (await list.AsPages(pageSizeHint: 1).FirstAsync()).GetRawResponse();

    private static T Impatient<T>(T client)
        where T : ClientOptions
    {
        client.Retry.MaxRetries = 2;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        client.Retry.NetworkTimeout = Patience;
        return client;
    }

    private static SocketException? FindSocketError(Exception? failure) => failure switch
    {
        null => null,
        SocketException found => found,
        AggregateException several => several.InnerExceptions.Select(FindSocketError).FirstOrDefault(found => found is not null),
        _ => FindSocketError(failure.InnerException),
    };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
