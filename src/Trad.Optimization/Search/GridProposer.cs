using Trad.Optimization.Randomness;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>
/// Every point of a grid once: all levels of finite parameters, and evenly spaced values of each continuous one, at first 2,
/// then 3, 5, 9 and so on, each grid holding the one before. How many trials are to come plays no part. A grid is visited in
/// a seeded order, so that a search cut short has seen all corners.
/// </summary>
internal sealed class GridProposer : IProposer
{
    private readonly TrialLedger _ledger;
    private readonly GridLevel[] _grids;
    private int _grid;
    private long _position;

    /// <summary>A grid.</summary>
    /// <exception cref="SearchSpaceException">The coarsest grid is larger than the limit.</exception>
    public GridProposer(TrialLedger ledger)
    {
        _ledger = ledger;
        var limit = ledger.Options.GridLimit;
        var coarsest = new GridLevel(ledger, valuesPerContinuum: 2);
        if (coarsest.Total > limit)
        {
            throw new SearchSpaceException(
                "The grid's size", $"{coarsest.Total} points",
                $"at most {limit} (GridLimit); fix or coarsen parameters, or use another optimiser");
        }

        var grids = new List<GridLevel> { coarsest };
        for (var values = 3L; Array.Exists(ledger.Space.Cube.Axes, axis => axis.LevelCount == 0); values = (2 * values) - 1)
        {
            var finer = new GridLevel(ledger, values);
            if (finer.Total > limit)
            {
                break;
            }

            grids.Add(finer);
        }

        _grids = [.. grids];
    }

    public string Explanation => $"A grid of {_grids[Math.Min(_grid, _grids.Length - 1)].Total} points.";

    public string? Memory => null;

    public void Prepare(string? memory, Reporting reporting) => (_grid, _position) = (0, 0);

    public Suggestion? Suggest(Reporting reporting)
    {
        var cube = _ledger.Space.Cube;
        var point = new double[cube.Dimensions];
        for (; _grid < _grids.Length; _grid++, _position = 0)
        {
            while (_position < _grids[_grid].Total)
            {
                _grids[_grid].Fill(_position++, point);
                var parameters = cube.Decode(point);
                if (cube.IsFeasible(point) && !_ledger.WasProposed(parameters))
                {
                    return new Suggestion(parameters);
                }
            }
        }

        return null;
    }
}
