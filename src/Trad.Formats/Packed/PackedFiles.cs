using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Packed;

/// <summary>
/// The candle files of one market that are packed together: the months that exchanges offer, Parquet in a hive layout such as the candle
/// container itself, each of any format that is read, perhaps packed once more.
/// </summary>
internal static class PackedFiles
{
    // A zip of gzip files in a zip, and a tar in gzip of these: nobody packs more often.
    private const int MostLayers = 4;
    private const int MostNamed = 5;
    private const long MostInMemory = 8L << 20;

    /// <summary>Reads the files in the order of their paths, which is that of time where exchanges and collectors name them.</summary>
    /// <exception cref="CandleFileException">None is a candle file, one is of another market, or cannot be read.</exception>
    public static async Task ReadAsync(
        CandleFile file,
        IReadOnlyList<PackedEntry> entries,
        CandleIntake intake,
        Func<CandleSeries, ValueTask> take,
        CancellationToken cancellationToken)
    {
        var chosen = PackedSelection.Choose(file.Name, [.. entries.Select(entry => entry.Path)]);
        intake.Left.Files.AddRange(chosen.PassedOver);
        var taken = chosen.Taken.ToHashSet();
        List<PackedEntry> read = [.. entries.Where(entry => taken.Contains(entry.Path)).OrderBy(entry => entry.Path, PathOrder.Instance)];
        var claimed = read.Sum(entry => (decimal)entry.Length);
        if (claimed > file.Limits.MaximumBytes)
        {
            throw new CandleFileException(
                file.Name, null,
                $"its {read.Count} entries claim {claimed:N0} bytes; at most {file.Limits.MaximumBytes:N0} are allowed");
        }

        var told = read.ConvertAll(entry => HiveFolder.ReadAll(entry.Path));
        EnsureOneMarket(file, told);
        EnsureOneKind(file, read);
        intake.Named.TakePaths(told);
        CandleFileException? withoutTable = null;
        var tables = 0;
        foreach (var (entry, guess) in read.Zip(told))
        {
            EnsureMarket(file, entry, guess);
            try
            {
                await ReadAsync(
                    guess.Interval is { } other && file.Market?.Interval is { } wanted && other != wanted ? other : null,
                    file, $"{file.Name}/{entry.Path}", entry.Open(), entry.Length, entry.PackedLength, intake, take, cancellationToken);
                tables++;
            }
            catch (CandleFileException text) when (text.HasNoTable && read.Count > 1 && CandleFileName.MayBeAbout(entry.Path))
            {
                // A text about the candles beside it.
                withoutTable ??= text;
                intake.Left.Files.Add(entry.Path);
            }
        }

        if (tables == 0 && withoutTable is not null)
        {
            throw withoutTable;
        }
    }

    /// <summary>Reads a file that is packed by itself, and is no text.</summary>
    /// <exception cref="CandleFileException">It cannot be read.</exception>
    public static Task ReadAsync(
        CandleFile file, FileKind kind, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken) =>
        ReadAsync(
            null, file, file.Name, CandleFileContent.Unpack(file, kind), long.MaxValue, file.PackedLength, intake, take, cancellationToken);

    /// <summary>Refuses a file that is of another market by its path.</summary>
    /// <param name="file">The file that it is packed in.</param>
    /// <param name="entry">The file.</param>
    /// <param name="told">What its path tells.</param>
    /// <exception cref="CandleFileException">It is.</exception>
    public static void EnsureMarket(CandleFile file, PackedEntry entry, FileGuess told)
    {
        if (file.Market is not { } market)
        {
            return;
        }

        var name = $"{file.Name}/{entry.Path}";
        var parts = entry.Path.Split('/');
        if (parts.SkipLast(1).FirstOrDefault(part => !IsOf(part, market)) is { } other)
        {
            throw new CandleFileException(name, null, $"'{other}' is not the market that the file is imported into, {market}");
        }

        if (Array.Find(parts, FileGuess.HasNoPrices) is { } derived)
        {
            throw new CandleFileException(
                name, null, $"'{derived}' has marks, indices or averages and no prices that were paid; leave it out of the archive");
        }

        var own = FileGuess.FromFileName(parts[^1]).SymbolOn(market.Exchange);
        if ((own ?? told.SymbolOn(market.Exchange)) is { } symbol && symbol != market.Symbol
            && (own is not null || !parts.SkipLast(1).Any(HiveFolder.IsKey)))
        {
            throw new CandleFileException(
                name, null, $"it is of {symbol} by its name, and the file is imported as {market.Symbol}; import each market by itself");
        }
    }

    // Where nobody has said which market is meant, files of several would be mixed.
    private static void EnsureOneMarket(CandleFile file, List<FileGuess> told)
    {
        List<string> symbols = file.Market is not null ? [] : [.. told.Select(each => each.Symbol ?? each.Contract).OfType<string>()
            .DistinctBy(symbol => NamedSymbol.Plain(symbol))];
        if (symbols.Count > 1)
        {
            throw new CandleFileException(
                file.Name, null,
                $"its files are of several markets by their names, {string.Join(", ", symbols.Take(MostNamed))}; "
                + "unpack it and import each by itself");
        }
    }

    // As Binance packs them: data/spot/… and data/futures/um/….
    private static void EnsureOneKind(CandleFile file, List<PackedEntry> read)
    {
        var kinds = read.ToLookup(entry => entry.Path.Split('/').SkipLast(1).Contains("futures", StringComparer.OrdinalIgnoreCase));
        if (kinds.Count > 1)
        {
            throw new CandleFileException(
                file.Name, null,
                $"'{kinds[true].First().Path}' is of futures and '{kinds[false].First().Path}' is not, which are two markets; import each by "
                + "itself");
        }
    }

    private static bool IsOf(string folder, Market market)
    {
        var told = HiveFolder.Read(folder);
        return !HiveFolder.IsKey(folder)
            || ((told.Exchange is null || ExchangeName.IsOf(told.Exchange, market.Exchange))
                && ((told.Symbol ?? told.Contract) is not { } symbol || told.SymbolOn(market.Exchange) == market.Symbol
                    || NamedSymbol.IsOf(symbol, market))
                && (told.Interval is null || told.Interval == market.Interval));
    }

    // The other interval is what the path tells, where that is not the import's.
    private static async Task ReadAsync(
        Interval? other,
        CandleFile file,
        string name,
        Stream packed,
        long length,
        long packedLength,
        CandleIntake intake,
        Func<CandleSeries, ValueTask> take,
        CancellationToken cancellationToken)
    {
        if (file.Layers == MostLayers)
        {
            await packed.DisposeAsync();
            throw new CandleFileException(name, null, $"it is packed in more than {MostLayers} layers; unpack it");
        }

        var unpacked = file.Unpacked ?? new UnpackedBytes(file.Name, file.Content.Length, file.Limits);
        await using var content = length <= MostInMemory ? new MemoryStream() : file.Spool.Create();
        await using (var bounded = new BoundedTextStream(packed, name, packedLength, file.Limits))
        {
            await bounded.CopyToAsync(content, cancellationToken);
        }

        unpacked.Add(content.Length);
        content.Position = 0;
        var inside = file with { Content = content, Name = name, Layers = file.Layers + 1, Unpacked = unpacked };
        if (other is not null)
        {
            await EnsureIntervalAsync(inside, other.Value, cancellationToken);
            content.Position = 0;
        }

        intake.Places.BeginFile(name);
        await CandleFormats.ReadAnyAsync(inside, intake, take, cancellationToken);
    }

    // A word of a name may be no interval, so that candles as far apart as the import's are taken.
    private static async Task EnsureIntervalAsync(CandleFile file, Interval told, CancellationToken cancellationToken)
    {
        var interval = file.Market!.Interval;
        var first = await FirstMonth.ReadAsync(file with { Unpacked = null }, cancellationToken);
        if (first is not null && (first.Spacing is not { } apart || !interval.IsLength(apart)))
        {
            throw new CandleFileException(
                file.Name, null, $"it has candles of {told} by its name, and the file is imported as {interval}; import each by itself");
        }
    }
}
