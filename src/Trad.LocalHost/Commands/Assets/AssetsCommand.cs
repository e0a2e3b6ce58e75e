using System.CommandLine;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets</c>: lists, shows, compares, changes, exports, revalidates and deletes trained assets.</summary>
internal sealed class AssetsCommand : Command
{
    public AssetsCommand()
        : base("assets", "List, show, compare, change, export, revalidate and delete trained assets.")
    {
        Add(new AssetListCommand());
        Add(new AssetShowCommand());
        Add(new AssetCompareCommand());
        Add(new AssetChangeCommand());
        Add(new AssetExportCommand());
        Add(new AssetRevalidateCommand());
        Add(new AssetDeleteCommand());
    }
}
