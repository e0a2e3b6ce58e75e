using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Backfills;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>What <c>GET /api/candles</c> asks for.</summary>
/// <param name="Market">The market.</param>
/// <param name="Range">The candles wanted; everything when the request does not say.</param>
/// <param name="Days">Days up to the end of the range, in the place of its beginning; null when the request does not say.</param>
/// <param name="Format">One of <see cref="Formats"/>.</param>
/// <param name="MaxPoints">The most candles to give, thinned where there are more; null for all of them.</param>
internal sealed record CandleSelection(Market Market, TimeRange Range, int? Days, string Format, int? MaxPoints)
{
    public const string Json = "json";
    public const string Csv = "csv";
    public const string Parquet = "parquet";

    public const int LeastPoints = 10;
    public const int MostPoints = 100_000;
    private static readonly string[] Formats = [Json, Csv, Parquet];

    /// <summary>Reads the query, or gives null after recording what is wrong with it.</summary>
    public static CandleSelection? Read(HttpRequest request, ValidationErrors errors)
    {
        var market = MarketQuery.Read(request, errors);
        var range = MarketQuery.ReadRange(request, errors);
        var format = request.Query.TryGetValue("format", out var wanted) ? wanted.ToString() : Json;
        if (!Formats.Contains(format))
        {
            errors.Add("format", $"is '{format}'; allowed is one of {string.Join(", ", Formats)}");
        }

        var days = ReadDays(request, errors);
        var points = Points(request, format, errors);
        return errors.IsEmpty
            ? new CandleSelection(
                market!,
                range ?? TimeRange.Always,
                days,
                format,
                points)
            : null;
    }

    /// <summary>The selection with its days counted back from its end, or where it has none from the newest stored candle.</summary>
    /// <param name="months">What is stored; not empty.</param>
    public CandleSelection CountBack(IReadOnlyList<CandlePartition> months)
    {
        if (Days is not { } days)
        {
            return this;
        }

        var end = Range.End == TimeRange.Always.End ? Market.Interval.CloseOf(months[^1].LastOpenTime) : Range.End;
        var start = end - (days * (long)TimeSpan.FromDays(1).TotalMilliseconds);
        return this with { Range = new TimeRange(Math.Max(start, TimeRange.Always.Start), Range.End) };
    }

    private static int? ReadDays(HttpRequest request, ValidationErrors errors)
    {
        if (!request.Query.TryGetValue("days", out var text))
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            || days is < 1 or > BackfillRequest.LongestDays)
        {
            errors.Add("days", $"is '{text}'; allowed is a whole number from 1 to {BackfillRequest.LongestDays}");
        }
        else if (MarketQuery.IsGiven(request, "from"))
        {
            errors.Add("days", "is given beside 'from'; allowed is one of them");
        }

        return days;
    }

    private static int? Points(HttpRequest request, string format, ValidationErrors errors)
    {
        if (!request.Query.TryGetValue("maxPoints", out var text))
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) || points is < LeastPoints or > MostPoints)
        {
            errors.Add("maxPoints", $"is '{text}'; allowed is a whole number from {LeastPoints} to {MostPoints}");
        }
        else if (format == Parquet)
        {
            errors.Add("maxPoints", $"goes with {Json} and {Csv} only: a Parquet file holds candles of the interval, not thinned ones");
        }

        return points;
    }
}
