namespace Trad.Functions.Api.OpenApi;

/// <summary>Problem details (RFC 9457).</summary>
/// <param name="Type">A URI of the kind of problem.</param>
/// <param name="Title">What went wrong, in a few words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What went wrong here, what was found and what is allowed.</param>
/// <param name="Instance">A URI of this occurrence.</param>
/// <param name="Errors">The messages by field, when the request is wrong.</param>
/// <param name="TraceId">By what the request is found again in logs and traces.</param>
public sealed record ApiProblem(
    string Type, string Title, int Status, string Detail, string? Instance, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    string TraceId);
