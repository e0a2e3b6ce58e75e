namespace Trad.Functions.Tests.OpenApi;

/// <summary>A request to the app.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The path and query.</param>
/// <param name="Body">The body.</param>
public sealed record ApiCall(HttpMethod Method, string Address, string? Body = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Address}";
}
