using System.Text.Json;

namespace Trad.Optimization.Bayesian;

/// <summary>What the next round's fit starts from: the logarithms of the parameters of every model.</summary>
/// <param name="Objectives">One array per objective; empty before the first fit.</param>
/// <param name="Feasibility">The feasibility model's; null while there is none.</param>
internal sealed record SurrogateMemory(double[][] Objectives, double[]? Feasibility)
{
    public static SurrogateMemory Nothing { get; } = new([], null);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The start for the fit of an objective; null when there is none.</summary>
    public double[]? Objective(int index) => index < Objectives.Length ? Objectives[index] : null;

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
            var isUsable = memory.Objectives is not null
                && Array.TrueForAll(memory.Objectives, logarithms => IsUsable(logarithms, dimensions));
            return new SurrogateMemory(
                isUsable ? memory.Objectives! : [], IsUsable(memory.Feasibility, dimensions) ? memory.Feasibility : null);
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static bool IsUsable(double[]? logarithms, int dimensions) =>
        logarithms?.Length == dimensions + 2 && Array.TrueForAll(logarithms, double.IsFinite);
}
