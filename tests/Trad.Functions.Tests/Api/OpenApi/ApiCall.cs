namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>A request to the app.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The path and query.</param>
/// <param name="Body">The body.</param>
/// <param name="Header">A header, as in <c>If-Match: "x"</c>.</param>
public sealed record ApiCall(HttpMethod Method, string Address, string? Body = null, string? Header = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Address}";
}
