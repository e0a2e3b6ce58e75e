using System.Globalization;
using Trad.Optimization.Spaces;

namespace Trad.LocalHost.Presentation;

/// <summary>Figures as people read them; every digit is in the JSON.</summary>
internal static class Figures
{
    /// <summary>A number to three decimals.</summary>
    public static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A fraction in percent.</summary>
    public static string Percent(double? value) => value?.ToString("0.00 %", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A number of things: 1 trial, 1,200 trials.</summary>
    /// <param name="number">How many.</param>
    /// <param name="thing">What one of them is called; several have an s behind it.</param>
    public static string Count(int number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>A parameter's value to six digits.</summary>
    public static string Short(ParameterValue value) =>
        value.IsText || value.IsFlag ? value.ToString() : value.Number.ToString("G6", CultureInfo.InvariantCulture);
}
