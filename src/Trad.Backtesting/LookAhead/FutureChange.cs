namespace Trad.Backtesting.LookAhead;

/// <summary>What was done to the candles behind a moment, to see whether the signals before it stay.</summary>
public enum FutureChange
{
    /// <summary>They were cut off, as if the moment were now.</summary>
    CutOff,

    /// <summary>Every move of the price was turned around: as large as before, in the other direction.</summary>
    Reversed,

    /// <summary>Their moves and volumes came in another order.</summary>
    Shuffled,

    /// <summary>The price stood still.</summary>
    Calm,

    /// <summary>Prices and volumes were 1 % higher.</summary>
    SlightlyRaised,

    /// <summary>Prices and volumes were 1 % lower.</summary>
    SlightlyLowered,

    /// <summary>Prices and volumes were 5 % higher.</summary>
    ModeratelyRaised,

    /// <summary>Prices and volumes were 10 % lower.</summary>
    ModeratelyLowered,

    /// <summary>Their prices and volumes were multiplied by more than a thousand.</summary>
    Raised,

    /// <summary>Their prices were divided by more than a thousand, and their volumes with them.</summary>
    Lowered,

    /// <summary>Nothing: the strategy was asked again about the very same candles, and answered otherwise.</summary>
    Nothing,
}
