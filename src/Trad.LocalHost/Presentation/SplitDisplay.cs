using System.Globalization;
using Trad.Training.Data;

namespace Trad.LocalHost.Presentation;

/// <summary>Says to a person what is in sample and what is held out.</summary>
internal static class SplitDisplay
{
    /// <summary>Both parts with dates and numbers of candles, a line each, which fits any terminal.</summary>
    public static string Describe(DataSplit split) =>
        $"In sample {Describe(split.InSample)}{Environment.NewLine}"
            + (split.HoldOut is { } holdOut ? $"Hold-out  {Describe(holdOut)}" : "Nothing is held out.");

    // Assets of earlier versions have no numbers.
    private static string Describe(Period period) => string.Create(
        CultureInfo.InvariantCulture, $"{period.From.UtcDateTime:yyyy-MM-dd HH:mm}Z to {period.To.UtcDateTime:yyyy-MM-dd HH:mm}Z")
        + (period.Candles is { } candles ? string.Create(CultureInfo.InvariantCulture, $", {candles:N0} candles") : "");
}
