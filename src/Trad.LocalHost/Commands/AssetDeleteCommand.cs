using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary><c>assets delete</c>: deletes an asset.</summary>
internal sealed class AssetDeleteCommand : Command
{
    private readonly AssetArgument _asset = new();
    private readonly Option<bool> _permanent = new("--permanent") { Description = "Remove it at once instead of keeping it restorable for ten minutes." };
    private readonly HostOptions _host = new();

    public AssetDeleteCommand()
        : base("delete", "Delete a trained asset.")
    {
        _asset.AddTo(this);
        Add(_permanent);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        await session.Client.Assets.DeleteAsync(id, parsed.GetValue(_permanent), cancellationToken);
        Console.WriteLine($"Deleted {id}.");
        return 0;
    }
}
