using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles drop</c>: removes a stored month, damaged or not.</summary>
internal sealed class DropCommand : HostCommand
{
    private readonly MarketOptions _market = new();
    private readonly Option<string> _month = new("--month")
    {
        Description = "The month, as in 2025-06, or all, or unfinished for an import that cannot be read and keeps others out.",
        Required = true,
    };

    public DropCommand()
        : base("drop", "Drop a stored month of a market, which may be damaged; it can be fetched or imported again.")
    {
        _market.AddTo(this);
        AddOptions([_month]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        var dropped = await session.Client.Candles.DropAsync(exchange, symbol, interval, parsed.GetValue(_month)!, cancellationToken);
        var parts = dropped.Unfinished ? dropped.Months.Append("what was unfinished") : dropped.Months;
        Console.WriteLine($"Dropped of {dropped.Exchange} {dropped.Symbol} {dropped.Interval}: {string.Join(", ", parts)}");
        return 0;
    }
}
