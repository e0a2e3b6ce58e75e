namespace Trad.LocalRuntime.Hosting;

/// <summary>A function found in the app, for people.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trigger">What starts it, for example <c>httpTrigger</c>.</param>
/// <param name="Methods">The methods of an HTTP function; empty for any.</param>
/// <param name="Route">The route of an HTTP function, or the schedule of a timer.</param>
public sealed record FunctionDescription(string Name, string Trigger, IReadOnlyList<string> Methods, string? Route)
{
    /// <summary>What the Functions tools print behind the name at start.</summary>
    /// <param name="address">Where the host listens.</param>
    public string Describe(Uri address) => Trigger switch
    {
        "httpTrigger" =>
            $"[{(Methods.Count == 0 ? "ANY" : string.Join(',', Methods))}] {address.GetLeftPart(UriPartial.Authority)}/{Route}",
        "timerTrigger" => $"{Trigger} {Route}",
        _ => Trigger,
    };
}
