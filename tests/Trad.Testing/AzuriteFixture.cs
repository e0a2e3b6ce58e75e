using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.LocalRuntime.Emulator;
using Xunit;

namespace Trad.Testing;

/// <summary>
/// A real Azurite for a test assembly, in memory, with names for containers and tables that no other test uses.
/// Use it with <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c> and a constructor parameter.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private int _names;

    /// <summary>The running emulator.</summary>
    public AzuriteProcess Azurite => _azurite ?? throw new InvalidOperationException("Azurite has not been started.");

    /// <summary>What a storage client needs to reach the emulator.</summary>
    public string ConnectionString => Azurite.ConnectionString;

    /// <summary>A client of the blob service.</summary>
    public BlobServiceClient Blobs => new(ConnectionString);

    /// <summary>A client of the table service.</summary>
    public TableServiceClient Tables => new(ConnectionString);

    /// <summary>A name that fits containers, tables and hubs and was not given out before.</summary>
    public string NewName(string prefix = "t") => $"{prefix}{Interlocked.Increment(ref _names):D5}";

    /// <summary>A new, empty table.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public TableClient NewTable(string prefix)
    {
        var table = Tables.GetTableClient(NewName(prefix));
        table.Create();
        return table;
    }

    /// <summary>A new, empty container.</summary>
    public async Task<BlobContainerClient> NewContainerAsync()
    {
        var container = Blobs.GetBlobContainerClient(NewName());
        await container.CreateAsync();
        return container;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
