using System.CommandLine;
using Trad.Functions.Candles;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles imports</c>: what changed the stored candles.</summary>
internal sealed class ImportsCommand : AnswerCommand<IReadOnlyList<CandleRunView>>
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "Only of this exchange." };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only of this symbol." };
    private readonly Option<string?> _interval = new("--interval") { Description = $"Only of this interval. {WordOption.Intervals}" };
    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("only runs that stored candles from here on");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("only runs that stored candles before");

    private readonly Option<DateTimeOffset?> _before = new("--before")
    {
        Description = "Only runs older than this, for the next page.",
        CustomParser = UtcMoment.Parse,
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "How many at most; 100 when left out." };

    public ImportsCommand()
        : base(
            "imports", "Show the imports, backfills and deletions that changed candles, newest first, of every market or some.",
            "Print JSON, with every month.") =>
            AddOptions([_exchange, _symbol, _interval, _from, _to, _before, _limit]);

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<CandleRunView>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Candles.ListRunsAsync(
            parsed.GetValue(_exchange), parsed.GetValue(_symbol), parsed.GetValue(_interval), parsed.GetValue(_from), parsed.GetValue(_to),
            parsed.GetValue(_before), parsed.GetValue(_limit), cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<CandleRunView> runs)
    {
        foreach (var line in CandleRunReport.Lines(runs))
        {
            Console.WriteLine(line);
        }
    }
}
