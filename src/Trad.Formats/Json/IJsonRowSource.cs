namespace Trad.Formats.Json;

/// <summary>Rows of values in JSON, one at a time.</summary>
internal interface IJsonRowSource
{
    /// <summary>Whether the last row is an object; an array else.</summary>
    bool IsObject { get; }

    /// <summary>The values of the last row; none of an object that is no row and has others inside alone.</summary>
    IReadOnlyList<JsonCell> Cells { get; }

    /// <summary>
    /// The names of the values, where the last row has names; empty where it is an array. What an object is called itself stands in
    /// front, without a name.
    /// </summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The names of the arrays and objects inside the last row, whose values are not its own.</summary>
    IReadOnlyList<string> Nested { get; }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="System.Text.Json.JsonException">This is no JSON.</exception>
    /// <exception cref="UnsoundFileException">It is not read; the message says why, and what to do.</exception>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);
}
