using System.Globalization;
using System.Text;
using System.Text.Json;
using Trad.Training;

namespace Trad.Functions.Training.Streams;

/// <summary>Events in the text form of the HTML standard (<c>text/event-stream</c>).</summary>
/// <remarks>
/// Own code beside <c>System.Net.ServerSentEvents.SseFormatter</c>, which writes items of a stream of its own: neither comments, which
/// keep a connection alive, nor an id before its data or without any, which a reader needs to resume where it was cut.
/// </remarks>
internal static class ServerSentEvent
{
    /// <summary>A comment that keeps the connection alive.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = ":\n\n"u8.ToArray();

    /// <summary>What a stream begins with: how many milliseconds a reader waits before it connects again.</summary>
    public static ReadOnlyMemory<byte> Opening { get; } = "retry: 1000\n\n"u8.ToArray();

    /// <summary>The line that gives the event behind it an id.</summary>
    public static ReadOnlyMemory<byte> Id(int id) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\n"));

    /// <summary>An id without an event: from here on the stream can be resumed.</summary>
    public static ReadOnlyMemory<byte> Mark(int id) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\n\n"));

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
