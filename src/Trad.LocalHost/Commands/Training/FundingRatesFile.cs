using System.Globalization;
using System.Text.Json.Nodes;
using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles.Times;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>
/// A file of published funding rates: lines of time and rate, with or without names above, as exchanges give them out. Times are written
/// in any way in which candle files may have them; newest first is turned round.
/// </summary>
internal static class FundingRatesFile
{
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
        var (rates, times, rows) = (new List<double>(), new List<string>(), new List<(int Number, string Text)>());
        while (lines.Read())
        {
            var fields = Enumerable.Range(0, lines.RowFieldCount).Select(lines.GetString).ToList();
            if (lines.RowNumber == 1 && TryFindColumns(fields) is var (time, rate))
            {
                (timeAt, rateAt) = (time, rate);
                continue;
            }

            rows.Add((lines.RowNumber, string.Join(',', fields)));
            if (Math.Max(timeAt, rateAt) >= fields.Count
                || !double.TryParse(fields[rateAt], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number))
            {
                throw Refuse(file, rows[^1], "allowed is a time and a rate");
            }

            times.Add(fields[timeAt]);
            rates.Add(number);
        }

        return MomentText.Read(times, out var moments, out var faulty) is { } fault
            ? throw Refuse(file, rows[faulty], fault)
            : [.. moments.Zip(rates)];
    }

    private static StartException Refuse(FileInfo file, (int Number, string Text) row, string fault) => new(
        $"--funding-rates {file}: line {row.Number} is '{row.Text}'; {fault}. A line has a time and a rate (a fraction), under the names "
        + "time and rate where there are other columns.");

    private static (int Time, int Rate)? TryFindColumns(List<string> names)
    {
        int Find(string[] known) => names.FindIndex(name => known.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        return (Find(TimeNames), Find(RateNames)) is ( >= 0, >= 0) and var found ? found : null;
    }
}
