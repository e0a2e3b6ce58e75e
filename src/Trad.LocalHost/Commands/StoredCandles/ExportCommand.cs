using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles export</c>: stored candles as a file.</summary>
internal sealed class ExportCommand : HostCommand
{
    private readonly MarketOptions _market = new();
    private readonly Option<int?> _days = RangeOptions.Days("default: as --from says");
    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("default: the first that is stored");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("default: behind the last that is stored");

    private readonly FileOptions _file = new("csv (the default) or parquet.");

    public ExportCommand()
        : base("export", "Write stored candles, or longer ones made of them, into a file.")
    {
        _market.AddTo(this);
        AddOptions([_days, _from, _to, .. _file.All]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        await using var content = await session.Client.Candles.OpenAsync(
            exchange, symbol, interval, parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_days),
            _file.FormatOf(parsed) ?? "csv", cancellationToken);
        await _file.WriteAsync(parsed, content, cancellationToken);
        return 0;
    }
}
