using System.Globalization;
using System.Net;
using System.Text;

namespace Trad.Training.Assets.Reports;

/// <summary>A curve over time as an SVG image inside a page: no script, no style, no request.</summary>
internal static class CurvePlot
{
    private const double Width = 900;
    private const double Height = 220;
    private const double Left = 70;
    private const double Bottom = 24;
    private const double Top = 8;

    /// <summary>The image; empty below two points.</summary>
    /// <param name="title">What it shows, for people who do not see it.</param>
    /// <param name="times">Moments, rising.</param>
    /// <param name="values">The values there.</param>
    /// <param name="shadedFrom">From where on the background is shaded; null for nowhere.</param>
    /// <param name="format">How the values are written.</param>
    public static string Draw(
        string title, IReadOnlyList<DateTimeOffset> times, IReadOnlyList<double> values, DateTimeOffset? shadedFrom,
        Func<double, string> format)
    {
        if (times.Count < 2)
        {
            return "";
        }

        var (lowest, highest) = (values.Min(), values.Max());
        var extent = highest > lowest ? highest - lowest : Math.Max(1e-9, Math.Abs(highest));
        var duration = Math.Max(1, (times[^1] - times[0]).TotalSeconds);
        double X(DateTimeOffset time) => Left + ((Width - Left) * (time - times[0]).TotalSeconds / duration);
        double Y(double value) => Top + ((Height - Top - Bottom) * (highest - value) / extent);
        var text = new StringBuilder();
        void Add(FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
        Add(
            $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"100%\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\"><title>{WebUtility.HtmlEncode(title)}</title>");
        if (shadedFrom is { } from && from < times[^1])
        {
            var x = X(from < times[0] ? times[0] : from);
            Add($"<rect x=\"{x:0.#}\" y=\"{Top}\" width=\"{Width - x:0.#}\" height=\"{Height - Top - Bottom}\" fill=\"#e8eef7\"/>");
        }

        foreach (var value in new[] { lowest, highest })
        {
            Add($"<line x1=\"{Left}\" y1=\"{Y(value):0.#}\" x2=\"{Width}\" y2=\"{Y(value):0.#}\" stroke=\"#d0d4da\"/>");
            Add(
                $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" font-size=\"12\" text-anchor=\"end\" fill=\"#444\">{WebUtility.HtmlEncode(format(value))}</text>");
        }

        Add($"<text x=\"{Left}\" y=\"{Height - 6}\" font-size=\"12\" fill=\"#444\">{times[0].UtcDateTime:yyyy-MM-dd}</text>");
        Add(
            $"<text x=\"{Width}\" y=\"{Height - 6}\" font-size=\"12\" text-anchor=\"end\" fill=\"#444\">{times[^1].UtcDateTime:yyyy-MM-dd}</text>");
        text.Append("<polyline fill=\"none\" stroke=\"#1f5fbf\" stroke-width=\"1.5\" points=\"");
        for (var i = 0; i < times.Count; i++)
        {
            Add($"{X(times[i]):0.#},{Y(values[i]):0.#} ");
        }

        return text.Append("\"/></svg>").ToString();
    }
}
