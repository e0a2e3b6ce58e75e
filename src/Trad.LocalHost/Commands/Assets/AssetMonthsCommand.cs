using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets months</c>: what every month returned.</summary>
internal sealed class AssetMonthsCommand : AnswerCommand<IReadOnlyList<MonthlyReturn>>
{
    private readonly AssetArgument _asset = new();

    public AssetMonthsCommand()
        : base("months", "Show what every month returned.")
    {
        _asset.AddTo(this);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<MonthlyReturn>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        return await session.Client.Assets.ListMonthsAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<MonthlyReturn> months) =>
        TableDisplay.Show(
            Console.Out,
            ["Month (UTC)", ">Return", "Part"],
            months.Select(month => (IReadOnlyList<string>)
            [
                string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}"),
                Figures.Percent(month.Return),
                month.InSample ? "in sample" : "hold-out",
            ]),
            "No months.");
}
