using System.Globalization;
using System.Text.Json;
using Trad.Formats.Candles;

namespace Trad.Formats.Json;

/// <summary>
/// Whether JSON holds columns and not rows, by its beginning: an array under the name of a column, as <c>{"t": […], "o": […]}</c>; an
/// object there whose values are called by numbers or times, as pandas writes columns; or names of columns in <c>columns</c>.
/// </summary>
internal sealed class JsonShape
{
    private const int Looked = 1 << 16;

    private readonly Stack<bool> _objects = new();
    private string _name = "";
    private string _inside = "";
    private bool? _hasColumns;

    /// <summary>Whether the text holds columns.</summary>
    /// <param name="text">The JSON in UTF-8.</param>
    public static bool IsColumns(Stream text)
    {
        var bytes = new byte[Looked];
        var length = text.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false);
        var shape = new JsonShape();
        var reader = new Utf8JsonReader(
            bytes.AsSpan(0, length), isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true }));
        try
        {
            while (shape._hasColumns is null && reader.Read())
            {
                shape.Take(ref reader);
            }
        }
        catch (JsonException)
        {
            // Whoever reads all of it says where it is damaged.
            return false;
        }

        return shape._hasColumns == true;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = reader.GetString()!;
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                // What an array stands in that stands in an array has no name.
                _inside = _objects.TryPeek(out var isObject) && isObject ? _name : "";
                _objects.Push(reader.TokenType == JsonTokenType.StartObject);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _objects.Pop();
                _inside = "";
                break;
            case JsonTokenType.Comment:
                break;
            default:
                if (_inside.Length > 0 && _objects.TryPeek(out var inObject) && (inObject ? IsPlace(_name) : true)
                    && (IsColumn(_inside) || (_inside == "columns" && reader.TokenType == JsonTokenType.String)))
                {
                    _hasColumns = true;
                }

                // The first value of an array or object tells.
                _inside = "";
                break;
        }
    }

    private static bool IsColumn(string name) => CandleColumnNames.Normalize(name) is var plain
        && plain is not ("data" or "id" or "index" or "last" or "price" or "start" or "end" or "min" or "max" or "first")
        && new[] { CandleColumn.OpenTime, CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close, CandleColumn.Volume }
            .Any(column => CandleColumnNames.Rank(column, plain) >= 0);

    /// <summary>Whether a name is that of a row: a number, or a time.</summary>
    internal static bool IsPlace(string name) => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        || new Candles.Times.TimeReader(Candles.Times.DateOrder.Unknown).Read(name, out _) is null;
}
