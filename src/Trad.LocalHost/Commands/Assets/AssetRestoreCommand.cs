using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets restore</c>: undoes a deletion.</summary>
internal sealed class AssetRestoreCommand : HostCommand
{
    // A deleted asset is in no list that a number or the beginning of an id could be looked up in.
    private readonly Argument<string> _id = new("id") { Description = "The whole id of the asset, as 'assets delete' printed it." };

    public AssetRestoreCommand()
        : base("restore", "Undo the deletion of an asset, for ten minutes.")
    {
        Add(_id);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var restored = await session.Client.Assets.RestoreAsync(parsed.GetValue(_id)!, cancellationToken);
        Console.WriteLine($"Restored {restored.Id}, {restored.Name}.");
        return 0;
    }
}
