namespace Trad.Durable.Conformance.Activities;

/// <summary>Every shape that messages of an app have.</summary>
public sealed record Parcel(
    long Big,
    double Fraction,
    bool Flag,
    DayOfWeek Day,
    DateTime At,
    TimeSpan Length,
    Guid Id,
    int? Nothing,
    IReadOnlyList<Order?> Orders,
    IReadOnlyDictionary<string, int[]> Table);
