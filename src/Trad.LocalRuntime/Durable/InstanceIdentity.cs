namespace Trad.LocalRuntime.Durable;

/// <summary>What an orchestration's identity may look like: as on Azure Storage.</summary>
internal static class InstanceIdentity
{
    private const int Longest = 100;
    private const string Forbidden = "/\\#?";

    /// <summary>Refuses an identity that storage on Azure would refuse.</summary>
    /// <exception cref="ArgumentException">The message names it and says what is allowed.</exception>
    public static void Ensure(string instanceId)
    {
        if (instanceId.Length is 0 or > Longest
            || instanceId[0] == '@'
            || instanceId.Any(letter => char.IsControl(letter) || Forbidden.Contains(letter, StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"'{instanceId}' cannot be an instance id: allowed are 1 to {Longest} characters without '/', '\\', '#', '?' and control characters, the first not '@'.",
                nameof(instanceId));
        }
    }
}
