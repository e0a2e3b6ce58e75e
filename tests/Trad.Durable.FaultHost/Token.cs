namespace Trad.Durable.FaultHost;

/// <summary>What an activity returns.</summary>
/// <param name="Number">Its input.</param>
/// <param name="Drawn">Drawn anew in each call.</param>
public sealed record Token(int Number, Guid Drawn);
