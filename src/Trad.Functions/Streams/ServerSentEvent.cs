using System.Globalization;
using System.Text;
using System.Text.Json;
using Trad.Training;

namespace Trad.Functions.Streams;

/// <summary>Events in the text form of the HTML standard (<c>text/event-stream</c>).</summary>
internal static class ServerSentEvent
{
    /// <summary>A comment that keeps the connection alive.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = ":\n\n"u8.ToArray();

    /// <summary>An event with JSON data; JSON has no line breaks, so the data is one line.</summary>
    public static ReadOnlyMemory<byte> Write<T>(string name, T data, int? id = null)
    {
        var text = new StringBuilder();
        if (id is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {number}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"event: {name}\ndata: {JsonSerializer.Serialize(data, TradJson.Options)}\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
