using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>
/// The exchange's archive: monthly and daily zips of klines and their <c>.CHECKSUM</c> files. As there, times are in
/// microseconds from 2025 on, and what is not over yet is 404.
/// </summary>
internal sealed partial class SimulatedArchive(SimulatedExchangeOptions options)
{
    private const int FirstYearOfMicroseconds = 2025;
    private readonly ConcurrentDictionary<string, byte[]?> _zips = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context, string path, ExchangeFault fault)
    {
        var isChecksum = path.EndsWith(".CHECKSUM", StringComparison.Ordinal);
        var zipPath = isChecksum ? path[..^".CHECKSUM".Length] : path;
        if (_zips.GetOrAdd(zipPath, Make) is not { } zip)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (isChecksum)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(zip));
            var told = fault == ExchangeFault.WrongChecksum ? hash.Replace(hash[0], hash[0] == '0' ? '1' : '0') : hash;
            await context.Response.Body.WriteAsync(
                Encoding.ASCII.GetBytes($"{told}  {Path.GetFileName(zipPath)}\n"), context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/zip";
        await context.Response.Body.WriteAsync(zip, context.RequestAborted);
    }

    private byte[]? Make(string path)
    {
        if (Find(path) is not { } found)
        {
            return null;
        }

        var delay = found.Range.Milliseconds > 86_400_000 ? options.MonthlyArchiveDelay : TimeSpan.Zero;
        if (found.Range.EndTime + delay > options.Now)
        {
            return null;
        }

        var candles = options.Market.Read(found.Symbol, found.Interval, found.Range);
        if (candles.Count == 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(Path.GetFileNameWithoutExtension(path) + ".csv", CompressionLevel.Fastest);
            entry.LastWriteTime = found.Range.EndTime;
            using var text = entry.Open();
            text.Write(
                Encoding.ASCII.GetBytes(KlineText.WriteArchive(candles, found.Range.StartTime.Year >= FirstYearOfMicroseconds ? 1000 : 1)));
        }

        return buffer.ToArray();
    }

    private static (string Symbol, Interval Interval, TimeRange Range)? Find(string path)
    {
        var match = ArchivePath().Match(path);
        if (!match.Success || !Interval.TryParsePathCode(match.Groups["interval"].Value, out var interval))
        {
            return null;
        }

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var isDay = match.Groups["day"].Success;
        if (isDay != (match.Groups["span"].Value == "daily") || (isDay && Part("day") > DateTime.DaysInMonth(Part("year"), Part("month"))))
        {
            return null;
        }

        var start = new DateTimeOffset(Part("year"), Part("month"), isDay ? Part("day") : 1, 0, 0, 0, TimeSpan.Zero);
        return (match.Groups["symbol"].Value, interval, TimeRange.Between(start, isDay ? start.AddDays(1) : start.AddMonths(1)));
    }

    [GeneratedRegex(
        @"\A/data/spot/(?<span>monthly|daily)/klines/(?<symbol>[A-Z0-9]+)/(?<interval>[0-9a-z]+)/\k<symbol>-\k<interval>-(?<year>20\d\d)-(?<month>0[1-9]|1[0-2])(-(?<day>0[1-9]|[12]\d|3[01]))?\.zip\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ArchivePath();
}
