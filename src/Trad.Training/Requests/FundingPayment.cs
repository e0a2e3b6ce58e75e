using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Requests;

/// <summary>A moment at which the holders of a perpetual paid each other.</summary>
public sealed record FundingPayment
{
    /// <summary>The moment, UTC.</summary>
    [Required]
    public DateTimeOffset? Time { get; init; }

    /// <summary>A fraction of the notional; longs pay a positive rate.</summary>
    [Required]
    [Range(-RequestLimits.HighestRate, RequestLimits.HighestRate)]
    public double? Rate { get; init; }
}
