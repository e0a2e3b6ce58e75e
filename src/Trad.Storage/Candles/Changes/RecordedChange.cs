using Azure;
using Trad.Candles.Changes;

namespace Trad.Storage.Candles.Changes;

/// <summary>A change as its blob tells it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Stamp">What it was part of.</param>
/// <param name="Version">The blob's version.</param>
/// <param name="Bytes">The blob's size.</param>
internal sealed record RecordedChange(CandleChange Change, ChangeStamp Stamp, ETag Version, long Bytes);
