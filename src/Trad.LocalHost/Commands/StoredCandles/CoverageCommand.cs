using System.CommandLine;
using Trad.Functions.Candles;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles coverage</c>: what is stored of every market, and where it has holes.</summary>
internal sealed class CoverageCommand : AnswerCommand<IReadOnlyList<MarketCoverage>>
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "Only of this exchange." };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only of this symbol." };
    private readonly Option<string?> _interval = new("--interval") { Description = $"Only of this interval. {WordOption.Intervals}" };

    public CoverageCommand()
        : base("coverage", "Show what is stored of every market, and its longest holes.", "Print JSON, with every month and every gap.") =>
            AddOptions([_exchange, _symbol, _interval]);

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<MarketCoverage>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Candles.GetCoverageAsync(
            parsed.GetValue(_exchange), parsed.GetValue(_symbol), parsed.GetValue(_interval), cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<MarketCoverage> markets) =>
        new CoverageDisplay(Console.Out).Show(markets);
}
