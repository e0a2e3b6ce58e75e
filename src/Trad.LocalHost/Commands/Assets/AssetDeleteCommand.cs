using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets delete</c>: deletes an asset.</summary>
internal sealed class AssetDeleteCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly Option<bool> _permanent = new("--permanent")
    {
        Description = "Remove it at once instead of keeping it restorable for ten minutes.",
    };

    private readonly YesOption _yes = new();

    public AssetDeleteCommand()
        : base("delete", "Delete a trained asset.")
    {
        _asset.AddTo(this);
        AddOptions([_permanent, _yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var isPermanent = parsed.GetValue(_permanent);
        if (isPermanent && !_yes.IsWanted(parsed, $"asset {id} is to go", $"Delete asset {id} for good?"))
        {
            return 1;
        }

        await session.Client.Assets.DeleteAsync(id, isPermanent, cancellationToken);
        Console.WriteLine($"Deleted {id}.");
        return 0;
    }
}
