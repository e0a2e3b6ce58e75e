namespace Trad.Training.Requests;

/// <summary>Named defaults of a training: how far it looks back and how many trials it runs. What a request gives itself counts.</summary>
/// <param name="Name">The name in a request.</param>
/// <param name="LookbackDays">Days of candles.</param>
/// <param name="Trials">Trials.</param>
public sealed record Preset(string Name, double LookbackDays, int Trials)
{
    /// <summary>Every preset: a week for a first look, a month, and 18 months.</summary>
    public static IReadOnlyList<Preset> All { get; } = [new("quick", 7, 20), new("standard", 30, 48), new("thorough", 548, 200)];

    /// <summary>The presets' names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(preset => preset.Name));

    /// <summary>The preset of a name, or null.</summary>
    public static Preset? Find(string? name) => All.FirstOrDefault(preset => preset.Name == name);
}
