using System.Globalization;
using System.Text.Json.Nodes;
using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>
/// A file of published funding rates: lines of time and rate, with or without names above, as exchanges give them out. Times are ISO
/// 8601 or epoch seconds or milliseconds; newest first is turned round.
/// </summary>
internal static class FundingRatesFile
{
    // Epoch seconds stay below this for three thousand years, milliseconds have been above it since 1973.
    private const long FirstMilliseconds = 100_000_000_000;

    private static readonly string[] TimeNames = ["time", "fundingTime", "funding_time", "calc_time", "timestamp", "date", "datetime"];
    private static readonly string[] RateNames = ["rate", "fundingRate", "funding_rate", "last_funding_rate"];

    /// <summary>The payments of a file, in the order of time.</summary>
    /// <exception cref="StartException">The file cannot be read, or a line is not a time and a rate.</exception>
    public static JsonArray Read(FileInfo file)
    {
        try
        {
            using var text = file.OpenText();
            var payments = Parse(text, file);
            payments.Sort((left, right) => left.Time.CompareTo(right.Time));
            return new JsonArray([.. payments.Select(payment => (JsonNode)new JsonObject
            {
                ["time"] = Timestamp.Format(payment.Time),
                ["rate"] = payment.Rate,
            })]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new StartException($"--funding-rates {file}: {unreadable.Message}");
        }
    }

    private static List<(long Time, double Rate)> Parse(TextReader text, FileInfo file)
    {
        using var lines = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false });
        var (timeAt, rateAt) = (0, 1);
        var payments = new List<(long, double)>();
        while (lines.Read())
        {
            var fields = Enumerable.Range(0, lines.RowFieldCount).Select(lines.GetString).ToList();
            if (lines.RowNumber == 1 && TryFindColumns(fields) is var (time, rate))
            {
                (timeAt, rateAt) = (time, rate);
                continue;
            }

            payments.Add(Math.Max(timeAt, rateAt) < fields.Count
                && TryParseTime(fields[timeAt], out var moment)
                && double.TryParse(fields[rateAt], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                ? (moment, number)
                : throw new StartException(
                    $"--funding-rates {file}: line {lines.RowNumber} is '{string.Join(',', fields)}'; allowed is a time (ISO 8601, epoch seconds or milliseconds) and a rate (a fraction), under the names time and rate where there are other columns."));
        }

        return payments;
    }

    private static (int Time, int Rate)? TryFindColumns(List<string> names)
    {
        int Find(string[] known) => names.FindIndex(name => known.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        return (Find(TimeNames), Find(RateNames)) is ( >= 0, >= 0) and var found ? found : null;
    }

    private static bool TryParseTime(string text, out long milliseconds)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds))
        {
            milliseconds = milliseconds < FirstMilliseconds ? milliseconds * 1000 : milliseconds;
            return true;
        }

        var isTime = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        milliseconds = moment.ToUnixTimeMilliseconds();
        return isTime;
    }
}
