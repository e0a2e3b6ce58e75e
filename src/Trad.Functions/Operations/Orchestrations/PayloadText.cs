namespace Trad.Functions.Operations.Orchestrations;

/// <summary>Inputs and results that may be longer than anybody reads.</summary>
internal static class PayloadText
{
    /// <summary>The beginning of a text, without half of a character at its end.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text
        : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
