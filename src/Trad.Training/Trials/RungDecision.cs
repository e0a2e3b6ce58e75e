namespace Trad.Training.Trials;

/// <summary>
/// Whether a trial deserves more candles, by its score on a part of them (asynchronous successive halving, Li et al., 2020): a
/// pure function of the scores that were recorded there, so that it does not matter in which order or on which machine the
/// trials of a round are evaluated.
/// </summary>
public static class RungDecision
{
    /// <summary>
    /// Whether a score is among the best ⌈n/η⌉ of the n that it makes with the earlier ones; of equal scores the earlier comes
    /// first. A score that is not defined says nothing against a trial, so it goes on.
    /// </summary>
    /// <param name="score">The trial's objective on this part, larger is better; null or not finite when not defined.</param>
    /// <param name="earlier">The objectives of the trials of earlier rounds on the same part; those not defined do not count.</param>
    /// <param name="reduction">η: how many times fewer trials each growing part has, at least 2.</param>
    public static bool GoesOn(double? score, IEnumerable<double?> earlier, int reduction)
    {
        if (score is not { } own || !double.IsFinite(own))
        {
            return true;
        }

        var (count, better) = (1, 0);
        foreach (var other in earlier)
        {
            if (other is { } defined && double.IsFinite(defined))
            {
                count++;
                better += defined >= own ? 1 : 0;
            }
        }

        return better < (count + reduction - 1) / reduction;
    }
}
