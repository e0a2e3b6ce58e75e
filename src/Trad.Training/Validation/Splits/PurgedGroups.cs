namespace Trad.Training.Validation.Splits;

/// <summary>
/// Days cut into groups of equal length, of which any two are tested on and the others learnt from. Days that lie so near a test group
/// that a position may have reached into it are not learnt from (purge), nor are a hundredth of all days behind it (embargo).
/// </summary>
/// <remarks>López de Prado (2018), Advances in Financial Machine Learning, ch. 7.4 and 12.4.</remarks>
public sealed class PurgedGroups
{
    /// <summary>N, the groups of days where there are enough of them.</summary>
    public const int MostGroups = 10;

    /// <summary>k, the groups of a split that are tested on.</summary>
    public const int TestGroups = 2;

    /// <summary>The fewest days of a group.</summary>
    public const int FewestDays = 5;

    private const double EmbargoShare = 0.01;
    private readonly int _days;
    private readonly int _purge;
    private readonly int _embargo;

    private PurgedGroups(int days, int groups, int longestHolding)
    {
        _days = days;
        Groups = groups;
        _embargo = (int)Math.Ceiling(days * EmbargoShare);
        _purge = Math.Clamp(longestHolding, 1, Math.Max(1, days / groups / 3));
    }

    /// <summary>How many groups there are.</summary>
    public int Groups { get; }

    /// <summary>How many choices of two test groups there are.</summary>
    public int Splits => Groups * (Groups - 1) / TestGroups;

    /// <summary>Days before and behind every test group that are not learnt from.</summary>
    public int PurgedDays => _purge + _embargo;

    /// <summary>Cuts days into groups; null when there are fewer than <see cref="FewestDays"/> for each.</summary>
    /// <param name="days">How many days.</param>
    /// <param name="groups">How many groups, 3 at least.</param>
    /// <param name="longestHolding">Days that a position is held at most; no more than a third of a group counts.</param>
    public static PurgedGroups? Create(int days, int groups, int longestHolding) =>
        groups > TestGroups && days >= groups * FewestDays ? new PurgedGroups(days, groups, longestHolding) : null;

    /// <summary>The days of a group, the end exclusive.</summary>
    /// <param name="group">Its 0-based number.</param>
    public (int Start, int End) DaysOf(int group) => (_days * group / Groups, _days * (group + 1) / Groups);

    /// <summary>The stretches of days that are learnt from when two groups are tested on, ends exclusive.</summary>
    /// <param name="first">The earlier test group.</param>
    /// <param name="second">The later one.</param>
    public IReadOnlyList<(int Start, int End)> TrainDays(int first, int second)
    {
        var (firstStart, firstEnd) = DaysOf(first);
        var (secondStart, secondEnd) = DaysOf(second);
        var stretches = new List<(int, int)>(3);
        void Add(int start, int end)
        {
            if (end > start)
            {
                stretches.Add((start, end));
            }
        }

        Add(0, firstStart - _purge);
        Add(firstEnd + _purge + _embargo, secondStart - _purge);
        Add(secondEnd + _purge + _embargo, _days);
        return stretches;
    }
}
