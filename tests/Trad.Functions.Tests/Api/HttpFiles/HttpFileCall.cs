namespace Trad.Functions.Tests.Api.HttpFiles;

/// <summary>A call of an <c>.http</c> file, its variables as they are written.</summary>
/// <param name="Name">What <c># @name</c> calls it, for later calls to speak of its answer.</param>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body; null when it has none.</param>
internal sealed record HttpFileCall(
    string Name, HttpMethod Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body);
