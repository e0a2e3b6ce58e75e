using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trad.Storage.Tests;

/// <summary>Which account is reached is decided by the settings that the Functions host itself takes.</summary>
public sealed class StorageServicesTests
{
    private const string Emulator = "UseDevelopmentStorage=true";

    [Fact]
    public void Account_name_is_the_account_in_the_public_cloud()
    {
        var clients = ClientsOf(("AzureWebJobsStorage:accountName", "trad"));

        Assert.Equal("https://trad.blob.core.windows.net/", clients.Blobs.Uri.AbsoluteUri);
        Assert.Equal("https://trad.table.core.windows.net/", clients.Tables.Uri.AbsoluteUri);
    }

    [Fact]
    public void Service_addresses_reach_other_clouds()
    {
        var clients = ClientsOf(
            ("AzureWebJobsStorage:blobServiceUri", "https://trad.blob.core.usgovcloudapi.net"),
            ("AzureWebJobsStorage:tableServiceUri", "https://trad.table.core.usgovcloudapi.net"),
            ("AzureWebJobsStorage:queueServiceUri", "https://trad.queue.core.usgovcloudapi.net"));

        Assert.Equal("trad.blob.core.usgovcloudapi.net", clients.Blobs.Uri.Host);
        Assert.Equal("trad.table.core.usgovcloudapi.net", clients.Tables.Uri.Host);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:credential", "managedidentity")]
    [InlineData("AzureWebJobsStorage:clientId", "b0a1b2c3-0000-0000-0000-000000000000")]
    [InlineData("AzureWebJobsStorage:managedIdentityResourceId", "/subscriptions/1/resourcegroups/2/providers/identity/3")]
    [InlineData("AzureWebJobsStorage:tenantId", "b0a1b2c3-0000-0000-0000-000000000000")]
    public void Forms_of_an_identity_that_the_host_takes_are_taken(string name, string value)
    {
        var clients = ClientsOf(("AzureWebJobsStorage:accountName", "trad"), (name, value));

        Assert.Equal("trad", clients.Blobs.AccountName);
    }

    [Fact]
    public void Account_of_the_apps_own_settings_wins_over_that_of_the_host()
    {
        var clients = ClientsOf(("AzureWebJobsStorage", Emulator), ("Trad:Storage:AccountName", "candles"));

        Assert.Equal("candles", clients.Blobs.AccountName);
    }

    // The host takes the name then: orchestrations would lie in one account, and what Trad keeps in another.
    [Theory]
    [InlineData("AzureWebJobsStorage", "blobServiceUri")]
    [InlineData("AzureWebJobsStorage", "tableServiceUri")]
    [InlineData("Trad:Storage", "blobServiceUri")]
    public void Account_that_is_named_twice_is_refused(string section, string address)
    {
        var refused = Assert.Throws<OptionsValidationException>(
            () => ClientsOf(($"{section}:accountName", "trad"), ($"{section}:{address}", "https://other.example")));

        Assert.Contains("named twice, as 'trad' and by the address https://other.example/", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blobServiceUri", "tableServiceUri")]
    [InlineData("tableServiceUri", "blobServiceUri")]
    public void Half_an_account_is_refused_with_what_is_missing(string given, string missing)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => ClientsOf(($"AzureWebJobsStorage:{given}", "https://trad.example")));

        Assert.Contains($"AzureWebJobsStorage__{missing} is not", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:blobServiceUri", "trad.example", "AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "ftp://trad.example", "AzureWebJobsStorage__tableServiceUri")]
    [InlineData("AzureWebJobsStorage:accountName", "My Account", "Trad:Storage:AccountName")]
    public void Nonsense_is_refused_by_the_name_of_its_setting(string name, string value, string said)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => ClientsOf((name, value)));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_account_at_all_is_refused_with_the_ways_to_name_one() =>
        Assert.Contains(
            "AzureWebJobsStorage__accountName", Assert.Throws<InvalidOperationException>(() => ClientsOf()).Message,
            StringComparison.Ordinal);

    private static StorageClients ClientsOf(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddTradStorage(configuration).BuildServiceProvider();
        return services.GetRequiredService<StorageClients>();
    }
}
