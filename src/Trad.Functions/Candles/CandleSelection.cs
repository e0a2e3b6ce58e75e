using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Candles;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>What <c>GET /api/candles</c> asks for.</summary>
/// <param name="Market">The market.</param>
/// <param name="Range">The candles wanted; everything when the request does not say.</param>
/// <param name="Format">One of <see cref="Formats"/>.</param>
/// <param name="MaxPoints">The most candles to give, thinned where there are more; null for all of them.</param>
internal sealed record CandleSelection(Market Market, TimeRange Range, string Format, int? MaxPoints)
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

        var points = Points(request, format, errors);
        return errors.IsEmpty
            ? new CandleSelection(
                market!,
                range ?? TimeRange.Always,
                format,
                points)
            : null;
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
