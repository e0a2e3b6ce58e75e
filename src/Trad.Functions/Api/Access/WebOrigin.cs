using System.Diagnostics.CodeAnalysis;

namespace Trad.Functions.Api.Access;

/// <summary>The origin of a web page (RFC 6454): scheme, host and port.</summary>
internal sealed record WebOrigin
{
    private WebOrigin(Uri address)
    {
        Scheme = address.Scheme;
        Host = address.IdnHost.ToLowerInvariant();
        Port = address.Port;
        IsDefaultPort = address.IsDefaultPort;
    }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host in lower case; an IPv6 address without brackets.</summary>
    public string Host { get; }

    /// <summary>The port, also when it is the scheme's own.</summary>
    public int Port { get; }

    private bool IsDefaultPort { get; }

    /// <summary>Whether pages of this origin are those of the server that was asked.</summary>
    /// <param name="scheme">How the server was asked.</param>
    /// <param name="host">The <c>Host</c> of the request.</param>
    /// <param name="port">Its port; null when it has none.</param>
    public bool Is(string scheme, string host, int? port)
    {
        if (!Host.Equals(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Before a server that is asked by http, a proxy may end https and pass the Host on.
        return Scheme == scheme
            ? Port == (port ?? DefaultPort(scheme))
            : Scheme == Uri.UriSchemeHttps && scheme == Uri.UriSchemeHttp && Port == (port ?? DefaultPort(Uri.UriSchemeHttps));
    }

    /// <summary>Reads an <c>Origin</c>; null for <c>null</c> and for what is none.</summary>
    public static WebOrigin? Parse([NotNullWhen(true)] string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Host.Length: > 0, UserInfo.Length: 0, PathAndQuery: "/", Fragment.Length: 0 }
        && !text!.EndsWith('/')
            ? new WebOrigin(address)
            : null;

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        return IsDefaultPort ? $"{Scheme}://{host}" : $"{Scheme}://{host}:{Port}";
    }

    private static int DefaultPort(string scheme) => scheme == Uri.UriSchemeHttps ? 443 : 80;
}
