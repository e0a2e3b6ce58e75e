namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Counts what a strategy is made of, and refuses what is too much.</summary>
internal sealed class RuleSize
{
    private readonly HashSet<string> _columns = new(StringComparer.Ordinal);
    private int _operations;

    /// <summary>Counts an operation.</summary>
    /// <exception cref="RefusedNodeException">There are too many.</exception>
    public void AddOperation()
    {
        if (++_operations > RuleLimits.MostOperations)
        {
            throw new RefusedNodeException($"the strategy has more than {RuleLimits.MostOperations} different operations by here");
        }
    }

    /// <summary>Counts a computed column; the same once.</summary>
    /// <exception cref="RefusedNodeException">There are too many.</exception>
    public void AddColumn(string key)
    {
        if (_columns.Add(key) && _columns.Count > RuleLimits.MostColumns)
        {
            throw new RefusedNodeException(
                $"the strategy has more than {RuleLimits.MostColumns} different functions over time by here, each of which takes a number "
                + "per candle");
        }
    }
}

