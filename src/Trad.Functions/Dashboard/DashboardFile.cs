using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Trad.Functions.Dashboard;

/// <summary>One static file of the dashboard, ready to be sent.</summary>
/// <param name="Name">The name in its address: for everything but the page itself, one that changes with the content.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes, not compressed.</param>
internal sealed record DashboardFile(string Name, string ContentType, byte[] Content)
{
    private readonly ConcurrentDictionary<ContentCoding, byte[]> _encoded = new();

    /// <summary>A weak validator: equal tags mean equal content, in whichever coding it was sent.</summary>
    public string EntityTag { get; } = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}\"";

    /// <summary>The bytes in a coding, compressed once and then kept.</summary>
    public byte[] Encode(ContentCoding coding) => _encoded.GetOrAdd(coding, wanted => wanted.Encode(Content));

    /// <summary>Whether compressing makes it smaller; fonts are compressed already.</summary>
    public bool IsCompressible => !ContentType.StartsWith("font/", StringComparison.Ordinal);
}
