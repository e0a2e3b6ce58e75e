using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Trad.Functions.Candles;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands;

/// <summary><c>import</c>: puts candle files into markets.</summary>
internal sealed class ImportCommand : Command
{
    private const int MostNamed = 10;
    private const string UsualExchange = "binance";

    private readonly Argument<string[]> _files = new("files")
    {
        Description =
            "Files or folders with candles as CSV or JSON of any usual layout, as Parquet, Feather or an Arrow stream; plain, "
            + "in gzip, Zstandard, zip or tar.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _exchange = new("--exchange")
    {
        Description = "Exchange, for example binance; told by the name of each file when left out, and binance where that tells none.",
    };

    private readonly Option<string?> _symbol = new("--symbol")
    {
        Description = "Symbol, for example BTCUSDT; told by the name of each file or by a column of it when left out.",
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = $"Candle interval, told by the name of each file or by its candles when left out. {WordOption.Intervals}",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Say what was recognised and would change, and store nothing.",
    };

    private readonly Option<bool> _acceptOutliers = new("--accept-outliers")
    {
        Description = "Store prices, too, that are many times those of the candles around them.",
    };

    private readonly HostOptions _host = new();

    public ImportCommand()
        : base("import", "Import candles from files or folders.")
    {
        Add(_files);
        Add(_exchange);
        Add(_symbol);
        Add(_interval);
        Add(_dryRun);
        Add(_acceptOutliers);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = CandleFileList.FromPaths(parsed.GetValue(_files)!);
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        return await session.WhileStorageLastsAsync(token => ImportAllAsync(parsed, session.Client, files, token), cancellationToken);
    }

    private async Task<int> ImportAllAsync(ParseResult parsed, TradClient client, CandleFileList files, CancellationToken cancellationToken)
    {
        if (files is { Files: [var only], Skipped: [] })
        {
            await ImportAsync(parsed, client, only, "", cancellationToken);
            return 0;
        }

        var started = Stopwatch.StartNew();
        var imports = new List<CandleImport>();
        foreach (var file in files.Files)
        {
            try
            {
                imports.Add(await ImportAsync(parsed, client, file, $"{file.Name}: ", cancellationToken));
            }
            catch (TradApiException refused) when (refused.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
            {
                // Each file is imported whole or not at all; the others have nothing to do with it.
                Console.Error.WriteLine($"{file.Name}: not imported: {refused.Message}");
            }
        }

        if (files.Skipped.Count > 0)
        {
            var more = files.Skipped.Count > MostNamed ? $" and {files.Skipped.Count - MostNamed} more" : "";
            Console.WriteLine($"Passed over: {string.Join(", ", files.Skipped.Take(MostNamed))}{more}");
        }

        var skipped = files.Skipped.Count == 0 ? "" : $", {files.Skipped.Count} other files passed over";
        Console.WriteLine(
            $"{imports.Count} of {files.Files.Count} files{skipped}: {imports.Sum(import => import.Rows):N0} candles of "
            + $"{imports.Select(import => (import.Exchange, import.Symbol, import.Interval)).Distinct().Count()} markets, "
            + $"{imports.Sum(import => import.Inserted):N0} new, {imports.Sum(import => import.Replaced):N0} replaced, "
            + $"{imports.Sum(import => import.Unchanged):N0} unchanged, {started.Elapsed.TotalSeconds:0.0} s");
        return imports.Count == files.Files.Count ? 0 : 1;
    }

    private async Task<CandleImport> ImportAsync(
        ParseResult parsed, TradClient client, CandleFilePath file, string label, CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        await using var content = file.Open();
        var guess = file.Guess;
        var exchange = parsed.GetValue(_exchange) ?? guess.Exchange ?? UsualExchange;
        var import = await client.ImportAsync(
            content, file.Name, exchange, parsed.GetValue(_symbol) ?? guess.SymbolOn(exchange),
            parsed.GetValue(_interval) ?? guess.Interval?.Code, parsed.GetValue(_dryRun), parsed.GetValue(_acceptOutliers),
            cancellationToken);
        foreach (var line in ImportReport.Lines(import, started.Elapsed))
        {
            Console.WriteLine(label + line);
        }

        return import;
    }
}
