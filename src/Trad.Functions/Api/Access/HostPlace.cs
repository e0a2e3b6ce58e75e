namespace Trad.Functions.Api.Access;

/// <summary>
/// Where the app was started, as the host that starts it says; a host that says nothing is taken for one on the internet.
/// </summary>
/// <param name="IsLocal">Whether a person started it on their own machine.</param>
/// <param name="IsBeyondLoopback">Whether other machines reach it.</param>
public sealed record HostPlace(bool IsLocal, bool IsBeyondLoopback)
{
    /// <summary>A person's own machine, which nobody else reaches.</summary>
    public static HostPlace Loopback { get; } = new(IsLocal: true, IsBeyondLoopback: false);

    /// <summary>Somewhere on the internet.</summary>
    public static HostPlace Internet { get; } = new(IsLocal: false, IsBeyondLoopback: true);
}
