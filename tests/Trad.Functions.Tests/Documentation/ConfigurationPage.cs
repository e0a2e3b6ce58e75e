using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Backfills;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Training.Streams;
using Trad.MarketData.Exchanges;
using Trad.MarketData.History;
using Trad.MarketData.Import;
using Trad.Storage;
using Trad.Training.Jobs;
using Trad.Training.Validation;

namespace Trad.Functions.Tests.Documentation;

/// <summary>The configuration reference, made from the options classes: their comments, defaults and limits.</summary>
internal static class ConfigurationPage
{
    /// <summary>The options with the sections that they are bound to, in the order of the page.</summary>
    public static IReadOnlyList<(string Section, Type Type)> Sections { get; } =
    [
        ("Trad:Access", typeof(AccessOptions)),
        ("Trad:Api", typeof(ApiOptions)),
        ("Trad:Backfill", typeof(BackfillOptions)),
        ("Trad:Exchanges", typeof(ExchangeOptions)),
        ("Trad:Import", typeof(CandleImportOptions)),
        ("Trad:Jobs", typeof(JobOptions)),
        ("Trad:Storage", typeof(StorageOptions)),
        (PlugInOptions.Section, typeof(PlugInOptions)),
        ("Trad:Streams", typeof(StreamOptions)),
        ("Trad:Undo", typeof(CandleUndoOptions)),
        ("Trad:Validation", typeof(ValidationOptions)),
    ];

    /// <summary>The page.</summary>
    public static string Write()
    {
        var comments = new DocumentationComments(Sections.Select(section => section.Type.Assembly).Distinct());
        var page = new StringBuilder(
            """
            # Configuration

            Settings come from the environment, as in `Trad__Jobs__MaxConcurrent=4`, or from `local.settings.json` of the Functions tools;
            each is checked at the start, which a wrong one stops by its name. This page is written from the options classes
            (`TRAD_RECORD_EXAMPLES=1` with the test that holds it).

            Beside these: `AzureWebJobsStorage` (a connection string, or `AzureWebJobsStorage__accountName` with an identity), `Trad__Engine`
            ([which engine](../Trad.LocalRuntime/where-it-runs.md)), `Trad__Emulator__Durability` ([what the emulator keeps](../Trad.LocalRuntime/README.md)),
            `TradBackfillSchedule` (when the timer fetches candles), `APPLICATIONINSIGHTS_CONNECTION_STRING` and
            `OTEL_EXPORTER_OTLP_ENDPOINT` (where traces go), and options of the [command line](../Trad.LocalHost/README.md).

            """.ReplaceLineEndings("\n"));
        foreach (var (section, type) in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Replace(":", "__", StringComparison.Ordinal)}\n\n{comments.Describe(type)}\n\n");
            page.Append("| setting | default | allowed | meaning |\n|---|---|---|---|\n");
            var defaults = Activator.CreateInstance(type)!;
            foreach (var property in Properties(type))
            {
                var meaning = comments.Describe(type, property.Name)
                    ?? throw new InvalidOperationException($"{type.Name}.{property.Name} has no comment.");
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{property.Name}` | {Default(property.GetValue(defaults))} | {Allowed(property)} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(
            property => property.SetMethod is { IsPublic: true } || typeof(System.Collections.IList).IsAssignableFrom(property.PropertyType)
                || property.PropertyType == typeof(IList<string>));

    private static string Default(object? value) => value switch
    {
        null or "" => "none",
        string text => $"`{text}`",
        bool flag => flag ? "`true`" : "`false`",
        System.Collections.IEnumerable list => list.Cast<object>().Any() ? $"`{string.Join(", ", list.Cast<object>())}`" : "none",
        Enum word => $"`{word}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static string Allowed(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.GetCustomAttribute<RangeAttribute>() is { } range
                ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
            : type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"))
            : type == typeof(bool) ? "`true`, `false`"
            : type == typeof(TimeSpan) ? "a time, as in `00:00:10`"
            : type == typeof(string) ? "text"
            : typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "a list: `__0`, `__1`, …"
            : type == typeof(Uri) ? "an address"
            : "a number";
    }
}
