using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Trad.Functions.Api.Access;

/// <summary>The settings of <see cref="AccessOptions"/>, read once, where the app runs.</summary>
internal sealed class AccessRules
{
    private readonly HashSet<HostName> _hosts;
    private readonly HashSet<WebOrigin> _origins;
    private readonly HostPlace _place;

    /// <summary>The rules.</summary>
    public AccessRules(IOptions<AccessOptions> options, HostPlace place, IConfiguration configuration)
    {
        _place = place;
        var given = options.Value;
        var key = AccessKeys.Read(given.Key, given.KeyFile);
        var readKey = AccessKeys.Read(given.ReadKey, given.ReadKeyFile);
        var isOpen = place is { IsLocal: true, IsBeyondLoopback: false } && key is null && readKey is null;
        Mode = given.Mode ?? (isOpen ? AccessMode.None : AccessMode.Key);
        Keys = new AccessKeys(key, readKey);
        Sessions = new SessionTickets(key, readKey, TimeSpan.FromHours(given.SessionHours));
        HasKey = key is not null || readKey is not null;
        IsPlatformAuthenticating = configuration["WEBSITE_AUTH_ENABLED"] is { } enabled
            && (enabled == "1" || enabled.Equals("true", StringComparison.OrdinalIgnoreCase));
        RequestsPerMinute = given.RequestsPerMinute;
        _hosts = [.. given.Hosts.Append(configuration["WEBSITE_HOSTNAME"] ?? "").Select(HostName.Parse).OfType<HostName>()];
        _origins = [.. given.Origins.Select(WebOrigin.Parse).OfType<WebOrigin>()];
    }

    /// <summary>How callers show that they may.</summary>
    public AccessMode Mode { get; }

    /// <summary>The keys.</summary>
    public AccessKeys Keys { get; }

    /// <summary>The sessions that are opened with them.</summary>
    public SessionTickets Sessions { get; }

    /// <summary>Whether there is any key.</summary>
    public bool HasKey { get; }

    /// <summary>
    /// Whether App Service authenticates callers before they reach the app. Only then are its headers its own: it removes
    /// those that a caller sends, and sets this variable in the app's environment, where no caller reaches.
    /// </summary>
    public bool IsPlatformAuthenticating { get; }

    /// <summary>Requests that one address may make in a minute; 0 is no limit.</summary>
    public int RequestsPerMinute { get; }

    /// <summary>Whether pages of any other origin may use the API.</summary>
    public bool HasOrigins => _origins.Count > 0;

    /// <summary>Whether a request asks for this server by one of its names.</summary>
    public bool IsThisServer(HttpContext http)
    {
        if (HostName.Parse(http.Request.Host.Value ?? "") is not { } host)
        {
            return false;
        }

        return host.IsLoopback
            || _hosts.Contains(host)
            || _hosts.Contains(host with { Port = null })
            || (_place is { IsLocal: true, IsBeyondLoopback: true } && IsThisMachine(host, http.Connection.LocalIpAddress));
    }

    /// <summary>Whether a request comes from a page of this server itself.</summary>
    public static bool IsOwn(WebOrigin origin, HttpRequest request) => origin.Is(request.Scheme, request.Host.Host, request.Host.Port);

    /// <summary>Whether pages of another origin may use the API.</summary>
    public bool IsOpenTo(WebOrigin origin) => _origins.Contains(origin);

    /// <summary>Whether a caller from beyond this machine may come without showing anything; none may on a person's own machine.</summary>
    public bool IsOpenTo(ConnectionInfo connection) =>
        !_place.IsLocal || connection.LocalIpAddress is not { } reached || IPAddress.IsLoopback(reached);

    // An address cannot be pointed here by somebody else's name server, and this machine's name is not theirs to give.
    private static bool IsThisMachine(HostName host, IPAddress? reached) =>
        host.Name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Name, out var address) && reached is not null && Plain(address).Equals(Plain(reached)));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
