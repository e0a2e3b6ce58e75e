using Azure;
using Azure.Identity;
using Trad.Candles.Stores;

namespace Trad.Storage.Requests;

/// <summary>Tells failures of the storage from those of the program.</summary>
public static class StorageFailure
{
    /// <summary>
    /// What the storage did instead of answering, as in <c>does not answer</c>; null when the exception says nothing of the
    /// storage, or says that the request was a wrong one.
    /// </summary>
    public static string? Describe(Exception failure) => failure switch
    {
        StorageUnavailableException unavailable => unavailable.Message,
        RequestFailedException { Status: 0 } => "does not answer",
        RequestFailedException { Status: 507 } full => $"has no room left: {full.Message.Split('\n')[0].Trim().TrimEnd('.')}",
        RequestFailedException refused when IsOutage(refused) => $"answered {refused.Status} {refused.ErrorCode}".TrimEnd(),
        AuthenticationFailedException => "cannot be reached: this host has no identity that it takes",
        AggregateException several => several.Flatten().InnerExceptions.Select(Describe).FirstOrDefault(text => text is not null)
            ?? (several.Flatten().InnerExceptions.All(
                each => each is OperationCanceledException or IOException or TimeoutException) ? "does not answer" : null),
        _ => null,
    };

    // What the service says when it, the account, the key or a table is not as it should be; the rest would be a mistake of the program.
    private static bool IsOutage(RequestFailedException refused) =>
        refused.Status is 401 or 403 or 408 or 429 or >= 500
        || refused.ErrorCode is "TableNotFound" or "ContainerNotFound" or "TableBeingDeleted" or "ContainerBeingDeleted"
            or "ContainerDisabled"
            or "ResourceNotFound" or "AccountIsDisabled";
}
