using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Training;

namespace Trad.Functions.Assets;

/// <summary>The formats that evidence is given in.</summary>
internal static class EvidenceFormat
{
    /// <summary>Fewest points of a thinned curve.</summary>
    public const int FewestPoints = 4;

    /// <summary>Most points of a curve.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>Reads <c>format</c>, the first of the known ones when absent; records an unknown one.</summary>
    public static string Read(HttpRequest request, string[] known, ValidationErrors errors)
    {
        var format = request.Query["format"].ToString();
        if (format.Length == 0)
        {
            return known[0];
        }

        if (!known.Contains(format))
        {
            errors.Add("format", $"is '{format}'; allowed is one of {string.Join(", ", known)}");
        }

        return format;
    }

    /// <summary>Reads <c>maxPoints</c>, everything when absent; records a wrong one.</summary>
    public static int ReadMaxPoints(HttpRequest request, ValidationErrors errors)
    {
        var maxPoints = MostPoints;
        if (request.Query.TryGetValue("maxPoints", out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out maxPoints)
                || maxPoints is < FewestPoints or > MostPoints))
        {
            errors.Add("maxPoints", $"'{text}' is not a whole number from {FewestPoints} to {MostPoints}");
        }

        return maxPoints;
    }

    /// <summary>A CSV file.</summary>
    public static IResult Csv(string text, string fileName) =>
        Results.File(System.Text.Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", fileName);

    /// <summary>A JSON file.</summary>
    public static IResult Json(byte[] content, string fileName) => Results.File(content, "application/json", fileName);

    /// <summary>A zip.</summary>
    public static IResult Zip(byte[] content, string fileName) => Results.File(content, "application/zip", fileName);

    /// <summary>A Parquet file.</summary>
    public static IResult Parquet(Stream content, string fileName) => Results.File(content, "application/vnd.apache.parquet", fileName);
}
