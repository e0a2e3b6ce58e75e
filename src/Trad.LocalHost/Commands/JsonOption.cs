using System.CommandLine;
using System.Text.Json;
using Trad.Training;

namespace Trad.LocalHost.Commands;

/// <summary>The option <c>--json</c>: a result for programs instead of people.</summary>
internal sealed class JsonOption() : Option<bool>("--json")
{
    /// <summary>Prints a value as JSON.</summary>
    public static void Print<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, TradJson.Options));
}
