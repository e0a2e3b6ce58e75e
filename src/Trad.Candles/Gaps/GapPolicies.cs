namespace Trad.Candles.Gaps;

/// <summary>The names of the gap policies, as requests and files write them.</summary>
public static class GapPolicies
{
    private static readonly (string Name, GapPolicy Policy)[] Known =
        [("split", GapPolicy.Split), ("skip", GapPolicy.Skip), ("forward-fill", GapPolicy.ForwardFill), ("fail", GapPolicy.Fail)];

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames { get; } = string.Join(", ", Known.Select(known => known.Name));

    /// <summary>Reads a name such as <c>forward-fill</c>; false when there is no such policy.</summary>
    public static bool TryParse(string? name, out GapPolicy policy)
    {
        var found = Array.Find(Known, known => known.Name == name);
        policy = found.Policy;
        return found.Name is not null;
    }

    /// <summary>The name of a policy.</summary>
    public static string NameOf(GapPolicy policy) => Array.Find(Known, known => known.Policy == policy).Name;
}
