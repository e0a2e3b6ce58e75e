using System.CommandLine;
using System.Diagnostics;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary><c>import</c>: puts a candle file into a market.</summary>
internal sealed class ImportCommand : Command
{
    private readonly Argument<FileInfo> _file = new("file")
    {
        Description =
            "Candles as CSV or JSON of any usual layout, plain, gzip or in a zip; as Parquet, one file or a zip of months; as Feather.",
    };

    private readonly MarketOptions _market = new();
    private readonly HostOptions _host = new();

    public ImportCommand()
        : base("import", "Import candles from a file.")
    {
        Add(_file);
        _market.AddTo(this);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_file)!;
        if (!file.Exists)
        {
            throw new StartException($"The file {file.FullName} does not exist.");
        }

        var started = Stopwatch.StartNew();
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        return await session.WhileStorageLastsAsync(token => ImportAsync(parsed, session, file, started, token), cancellationToken);
    }

    private async Task<int> ImportAsync(
        ParseResult parsed, HostSession session, FileInfo file, Stopwatch started, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        var (exchange, symbol, interval) = _market.Read(parsed);
        var import = await session.Client.ImportAsync(content, file.Name, exchange, symbol, interval, cancellationToken);
        Console.WriteLine(
            $"{import.Rows:N0} candles of {import.Exchange} {import.Symbol} {import.Interval} from {import.From:yyyy-MM-dd HH:mm}Z to {import.To:yyyy-MM-dd HH:mm}Z: "
            + $"{import.Inserted:N0} new, {import.Replaced:N0} replaced, {import.Unchanged:N0} unchanged, "
            + $"{import.Partitions} partitions written, {started.Elapsed.TotalSeconds:0.0} s");
        foreach (var note in import.Notes)
        {
            Console.WriteLine(note);
        }

        return 0;
    }
}
