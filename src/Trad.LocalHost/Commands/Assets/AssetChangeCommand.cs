using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets change</c>: another name, notes or stage.</summary>
internal sealed class AssetChangeCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly Option<string?> _name = new("--name") { Description = "Its name." };
    private readonly Option<string?> _notes = new("--notes") { Description = "Notes about it; an empty text removes them." };
    private readonly Option<string?> _stage = new("--stage")
    {
        Description =
            "Its stage: discovery, validation, paper, live-candidate or rejected; it starts with the one that its verdict suggests.",
    };

    private readonly Option<string?> _reason = new("--reason", "--stage-note")
    {
        Description = "Why it has that stage; kept in its history, and needed for paper and live-candidate unless the verdict is robust.",
    };

    public AssetChangeCommand()
        : base("change", "Change a trained asset's name, notes or stage.")
    {
        _asset.AddTo(this);
        AddOptions([_name, _notes, _stage, _reason]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var change = new AssetChange(
            parsed.GetValue(_name), parsed.GetValue(_notes), parsed.GetValue(_stage), Reason: parsed.GetValue(_reason));
        var changed = await session.Client.Assets.ChangeAsync(id, change, cancellationToken);
        new AssetDisplay(Console.Out).ShowList([changed]);
        return 0;
    }
}
