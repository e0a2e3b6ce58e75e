using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>A file with a training request; what its members may be, the host checks.</summary>
internal static class RequestFile
{
    private const int Largest = 16 << 20;

    /// <summary>The request in a file.</summary>
    /// <exception cref="StartException">The file cannot be read, or is not a JSON object.</exception>
    public static JsonObject Read(FileInfo file)
    {
        try
        {
            return JsonNode.Parse(SmallFile.Read(file, Largest, "no training is asked for with so much")) as JsonObject
                ?? throw new StartException($"--request {file}: the file must hold a JSON object.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--request {file}: {unreadable.Message}");
        }
        catch (JsonException broken)
        {
            throw new StartException(
                $"--request {file}: line {broken.LineNumber + 1}, position {broken.BytePositionInLine + 1} is not JSON.");
        }
        catch (ArgumentException)
        {
            throw new StartException($"--request {file}: a member is given twice.");
        }
    }
}
