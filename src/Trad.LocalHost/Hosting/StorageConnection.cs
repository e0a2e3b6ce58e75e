using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Trad.LocalHost.Hosting;

/// <summary>
/// Asks a storage account once before a host is started on it, so that what is wrong with it is said in one line and soon.
/// </summary>
internal static class StorageConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Does nothing when the account answers.</summary>
    /// <param name="connectionString">How it is reached.</param>
    /// <param name="source">Where that was said, such as <c>--storage</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StartException">The connection string is none, or the account refuses or does not answer.</exception>
    public static async Task EnsureAnswersAsync(string connectionString, string source, CancellationToken cancellationToken)
    {
        var (tables, blobs) = Parse(connectionString, source);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(AskAsync(tables, patience.Token), AskAsync(blobs, patience.Token));
        }
        catch (RequestFailedException refused) when (refused.Status != 0)
        {
            throw new StartException(
                $"The storage account at {tables.Uri.Authority} refuses: {refused.Status} {refused.ErrorCode}, {FirstLine(refused.Message)}",
                refused);
        }
        catch (Exception silent) when (silent is RequestFailedException or AggregateException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            var reason = FindSocketError(silent) is { } error ? error.Message : $"no answer within {Patience.TotalSeconds:0} seconds";
            throw new StartException($"The storage account at {tables.Uri.Authority} cannot be reached: {reason}.", silent);
        }
    }

    private static (TableServiceClient Tables, BlobServiceClient Blobs) Parse(string connectionString, string source)
    {
        try
        {
            return (
                new TableServiceClient(connectionString, Impatient(new TableClientOptions())),
                new BlobServiceClient(connectionString, Impatient(new BlobClientOptions())));
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

    private static async Task AskAsync(TableServiceClient tables, CancellationToken cancellationToken)
    {
        await foreach (var _ in tables.QueryAsync(maxPerPage: 1, cancellationToken: cancellationToken))
        {
            break;
        }
    }

    private static async Task AskAsync(BlobServiceClient blobs, CancellationToken cancellationToken)
    {
        await foreach (var _ in blobs.GetBlobContainersAsync(cancellationToken: cancellationToken).AsPages(pageSizeHint: 1))
        {
            break;
        }
    }

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
