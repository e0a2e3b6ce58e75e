using System.Net;
using System.Net.Sockets;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime;
using Trad.Testing;

namespace Trad.LocalHost.Tests.Hosting;

/// <summary>What is wrong with a storage account is one line, whatever it is that answers there.</summary>
public sealed class StorageConnectionTests(AzuriteFixture azurite)
{
    private const string Key = "c29tZSBrZXkgdGhhdCBpcyBub3QgdGhlIGFjY291bnQncw==";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"value\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nNot here.")]
    public async Task What_answers_and_is_no_account_is_told_as_that(string answer)
    {
        await using var server = new FixedAnswer(answer);

        var refused = await RefuseAsync(Account(server.Address, server.Address), DurableEngineKind.Embedded);

        Assert.StartsWith($"What answers at {server.Address.Authority} is no storage account: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Queues_that_do_not_answer_are_told_where_the_engine_needs_them_and_only_there()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var account = azurite.ConnectionString.TrimEnd(';').Split(';').Where(part => !part.StartsWith("QueueEndpoint", StringComparison.Ordinal))
            .Append($"QueueEndpoint=http://{silent.LocalEndpoint}/account");
        var setting = new StorageSetting(string.Join(';', account), "--storage");

        await StorageConnection.EnsureAnswersAsync(setting, DurableEngineKind.Embedded, Cancellation);
        var refused = await RefuseAsync(setting, DurableEngineKind.AzureStorage);

        Assert.Equal($"The storage account at {silent.LocalEndpoint} cannot be reached: no answer within 8 seconds.", refused.Message);
    }

    [Fact]
    public async Task Queues_at_which_something_else_answers_are_told_as_that()
    {
        await using var server = new FixedAnswer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>");
        var account = azurite.ConnectionString.TrimEnd(';').Split(';').Where(part => !part.StartsWith("QueueEndpoint", StringComparison.Ordinal))
            .Append($"QueueEndpoint={server.Address}account");

        var refused = await RefuseAsync(new StorageSetting(string.Join(';', account), "--storage"), DurableEngineKind.AzureStorage);

        Assert.StartsWith($"What answers at {server.Address.Authority} is no storage account: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_services_that_fail_the_tables_are_told_also_when_another_fails_first()
    {
        await using var blobs = new FixedAnswer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nNot here.");

        var refused = await RefuseAsync(Account(blobs.Address, new Uri("http://127.0.0.1:9/")), DurableEngineKind.Embedded);

        Assert.StartsWith("The storage account at 127.0.0.1:9 cannot be reached: ", refused.Message, StringComparison.Ordinal);
    }

    private static Task<StartException> RefuseAsync(StorageSetting setting, DurableEngineKind engine) =>
        Assert.ThrowsAsync<StartException>(() => StorageConnection.EnsureAnswersAsync(setting, engine, Cancellation));

    private static StorageSetting Account(Uri blobs, Uri tables) => new(
        $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey={Key};BlobEndpoint={blobs}account;TableEndpoint={tables}account;QueueEndpoint={tables}account",
        "--storage");
}
