using System.Globalization;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>What <c>--constraint</c> says about a metric.</summary>
internal static class MetricConstraintText
{
    /// <summary>Reads <c>metric&lt;=number</c> or <c>metric&gt;=number</c>.</summary>
    /// <exception cref="StartException">The text is neither.</exception>
    public static (string Metric, string End, JsonNode Bound) Parse(string text)
    {
        foreach (var (sign, end) in new[] { ("<=", "max"), (">=", "min") })
        {
            if (text.Split(sign, 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } metric, { Length: > 0 } bound])
            {
                return double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                    ? (metric, end, JsonValue.Create(number))
                    : throw new StartException($"--constraint {text}: '{bound}' is not a number.");
            }
        }

        throw new StartException($"--constraint {text} is not of the form metric<=number or metric>=number.");
    }
}
