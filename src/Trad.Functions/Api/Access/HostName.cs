using System.Net;
using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>A name by which a server is asked: the <c>Host</c> of a request.</summary>
/// <param name="Name">The name or address in lower case, without brackets and without the root's dot.</param>
/// <param name="Port">The port; null when it has none.</param>
internal sealed record HostName(string Name, int? Port)
{
    /// <summary>Reads a <c>Host</c>; null when it is none.</summary>
    public static HostName? Parse(string text)
    {
        var host = new HostString(text.Trim());
        var name = host.Host.Trim('[', ']');
        name = name.EndsWith('.') ? name[..^1] : name;
        var isWhole = host.Port is null ? !text.Contains(':') || IPAddress.TryParse(name, out _) : host.Port is > 0 and < 65_536;
        return isWhole && Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? new HostName(name.ToLowerInvariant(), host.Port)
            : null;
    }

    /// <summary>Whether it names this machine for itself, and so can never be a name that somebody else points here.</summary>
    public bool IsLoopback => Name == "localhost" || (IPAddress.TryParse(Name, out var address) && IPAddress.IsLoopback(address));
}
