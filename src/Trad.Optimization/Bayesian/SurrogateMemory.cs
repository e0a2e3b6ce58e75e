using System.Text.Json;

namespace Trad.Optimization.Bayesian;

/// <summary>What the next round's fit starts from: the logarithms of the parameters of both models.</summary>
internal sealed record SurrogateMemory(double[]? Objective, double[]? Feasibility)
{
    public static SurrogateMemory Nothing { get; } = new(null, null);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads a memory; anything unreadable, or of another size, is as good as none.</summary>
    public static SurrogateMemory Parse(string? json, int dimensions)
    {
        if (json is null)
        {
            return Nothing;
        }

        try
        {
            var memory = JsonSerializer.Deserialize<SurrogateMemory>(json) ?? Nothing;
            return new SurrogateMemory(Usable(memory.Objective, dimensions), Usable(memory.Feasibility, dimensions));
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static double[]? Usable(double[]? logarithms, int dimensions) =>
        logarithms?.Length == dimensions + 2 && Array.TrueForAll(logarithms, double.IsFinite) ? logarithms : null;
}
