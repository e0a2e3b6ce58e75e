using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles coverage</c>: what is stored of every market, and where it has holes.</summary>
internal sealed class CoverageCommand : HostCommand
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "Only of this exchange." };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only of this symbol." };
    private readonly Option<string?> _interval = new("--interval") { Description = $"Only of this interval. {WordOption.Intervals}" };
    private readonly JsonOption _json = new() { Description = "Print JSON, with every month and every gap." };

    public CoverageCommand()
        : base("coverage", "Show what is stored of every market, and its longest holes.") =>
            AddOptions([_exchange, _symbol, _interval, _json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var markets = await session.Client.Candles.GetCoverageAsync(
            parsed.GetValue(_exchange), parsed.GetValue(_symbol), parsed.GetValue(_interval), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(markets);
        }
        else
        {
            new CoverageDisplay(Console.Out).Show(markets);
        }

        return 0;
    }
}
