using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;

namespace Trad.Functions.Operations.Orchestrations;

/// <summary>
/// What the host of the orchestrations does not offer: hosts and their storage differ, and say so only when they are asked.
/// </summary>
internal static class HostLimits
{
    /// <summary>Whether an exception says that something is not offered.</summary>
    public static bool IsMissing(Exception exception) =>
        exception is NotSupportedException or NotImplementedException or RpcException { StatusCode: StatusCode.Unimplemented };

    /// <summary>501: the host cannot do this.</summary>
    /// <param name="what">What it cannot do, in words behind <c>does not</c>.</param>
    public static IResult Problem(string what) => Problems.Problem(
        StatusCodes.Status501NotImplemented, "The host cannot do this", $"The host of the orchestrations does not {what}.");
}
