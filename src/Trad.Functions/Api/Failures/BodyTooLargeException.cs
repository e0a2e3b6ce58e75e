namespace Trad.Functions.Api.Failures;

/// <summary>A body is larger than what reads it takes; the message names the limit.</summary>
internal sealed class BodyTooLargeException(long limit)
    : Exception(FormattableString.Invariant($"The body is larger than {limit} bytes, which is the most that is taken here; leave out what has a default, and send candles to /api/candles/import."));
