using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>An answer without content that storage might have given.</summary>
internal sealed class RefusedResponse(int status, string requestId) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "Injected";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = requestId;

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => false;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = null;
        return false;
    }
}
