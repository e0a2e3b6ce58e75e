using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Functions.Candles;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands;

/// <summary><c>import</c>: puts candle files into markets.</summary>
internal sealed class ImportCommand : Command
{
    private const string UsualExchange = "binance";

    private readonly Argument<string[]> _files = new("files")
    {
        Description =
            "Files or folders with candles as CSV or JSON of any usual layout, as Parquet, Feather or an Arrow stream; plain, "
            + "in gzip, Zstandard, zip or tar. Several are imported in the order of their candles' times.",
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

    private readonly Option<bool?> _decimalComma = new("--decimal-comma")
    {
        Description = "Whether 42,283 is read as 42.283 (true) or as 42283 (false), where no number of the file tells.",
    };

    private readonly Option<StatedDateOrder?> _dateOrder = WordOption.Create<StatedDateOrder>(
        "--date-order", "How 03/04/2024 and the like are meant, where no date of the file tells.");

    private readonly JsonOption _json = new() { Description = "Print one JSON document about all files, refused ones too." };

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
        Add(_decimalComma);
        Add(_dateOrder);
        Add(_json);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = await CandleFileOrder.ByTimeAsync(
            CandleFileList.FromPaths(parsed.GetValue(_files)!), parsed.GetValue(_decimalComma), parsed.GetValue(_dateOrder),
            cancellationToken);
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        return await session.WhileStorageLastsAsync(token => ImportAllAsync(parsed, session.Client, files, token), cancellationToken);
    }

    private async Task<int> ImportAllAsync(ParseResult parsed, TradClient client, CandleFileList files, CancellationToken cancellationToken)
    {
        var (isJson, isAlone) = (parsed.GetValue(_json), files is { Files: [_], Skipped: [] });
        var started = Stopwatch.StartNew();
        var imports = new List<FileImport>();
        foreach (var file in files.Files)
        {
            var import = await ImportAsync(parsed, client, file, !isJson && isAlone, cancellationToken);
            imports.Add(import);
            if (!isJson)
            {
                Print(import, isAlone ? "" : $"{file.Name}: ");
            }
        }

        var all = FileImports.Count(imports, files.Skipped, parsed.GetValue(_dryRun), started.Elapsed);
        if (isJson)
        {
            JsonOption.Print(all);
        }
        else if (!isAlone)
        {
            foreach (var line in ImportReport.Lines(all))
            {
                Console.WriteLine(line);
            }
        }

        return all.Imported == files.Files.Count ? 0 : 1;
    }

    private static void Print(FileImport import, string label)
    {
        if (import.Error is { } error)
        {
            Console.Error.WriteLine($"{label}not imported: {error}");
        }

        foreach (var line in ImportReport.Lines(import))
        {
            Console.WriteLine(label + line);
        }
    }

    // Each file is imported whole or not at all; the others have nothing to do with it.
    private async Task<FileImport> ImportAsync(
        ParseResult parsed, TradClient client, CandleFilePath file, bool isThrowing, CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        await using var content = file.Open();
        var (told, own) = (file.Guess, FileGuess.FromFileName(Path.GetFileName(file.Name)));
        var exchange = parsed.GetValue(_exchange) ?? told.Exchange ?? UsualExchange;
        var (symbol, interval) = (parsed.GetValue(_symbol) ?? told.SymbolOn(exchange), parsed.GetValue(_interval) ?? told.Interval?.Code);
        try
        {
            // What the file's name tells is left to the host, which says so.
            var import = await client.ImportAsync(
                content, file.Name, exchange, symbol == own.SymbolOn(exchange) ? parsed.GetValue(_symbol) : symbol,
                interval == own.Interval?.Code ? parsed.GetValue(_interval) : interval, parsed.GetValue(_dryRun),
                parsed.GetValue(_acceptOutliers), parsed.GetValue(_decimalComma), parsed.GetValue(_dateOrder), cancellationToken);
            return new FileImport(file.Name, import, null, started.Elapsed.TotalSeconds)
            {
                Told = new ImportedMarketTold(
                    parsed.GetValue(_exchange) is not null ? MarketTeller.Option
                        : own.Exchange is not null ? MarketTeller.FileName
                        : told.Exchange is not null ? MarketTeller.Folders
                        : MarketTeller.Default,
                    Teller(import.ToldBy.Symbol, parsed.GetValue(_symbol) is not null),
                    Teller(import.ToldBy.Interval, parsed.GetValue(_interval) is not null)),
            };
        }
        catch (TradApiException refused)
            when (!isThrowing && refused.Status is (HttpStatusCode.BadRequest or HttpStatusCode.Conflict))
        {
            return new FileImport(file.Name, null, RefusalText.Describe(refused, parsed), started.Elapsed.TotalSeconds);
        }
    }

    private static MarketTeller Teller(MarketSource source, bool isOption) => source switch
    {
        MarketSource.FileName => MarketTeller.FileName,
        MarketSource.Column => MarketTeller.Column,
        MarketSource.BesideCandles => MarketTeller.BesideCandles,
        MarketSource.PackedPaths => MarketTeller.PackedPaths,
        MarketSource.Candles => MarketTeller.Candles,
        _ => isOption ? MarketTeller.Option : MarketTeller.Folders,
    };
}
