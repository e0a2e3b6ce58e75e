using System.CommandLine;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary>
/// <c>assets</c>: lists, shows, compares, changes, exports, revalidates, deletes and restores trained assets, and what they did.
/// </summary>
internal sealed class AssetsCommand : Command
{
    public AssetsCommand()
        : base("assets", "List, show, compare, change, export, revalidate, delete and restore trained assets, and what they did.")
    {
        Add(new AssetListCommand());
        Add(new AssetShowCommand());
        Add(new AssetCompareCommand());
        Add(new AssetChangeCommand());
        Add(new AssetExportCommand());
        Add(new AssetRevalidateCommand());
        Add(new AssetReportCommand());
        Add(new AssetFileCommand(AssetFile.Equity));
        Add(new AssetFileCommand(AssetFile.Trades));
        Add(new AssetMonthsCommand());
        Add(new AssetIndicatorsCommand());
        Add(new AssetDeleteCommand());
        Add(new AssetRestoreCommand());
    }
}
