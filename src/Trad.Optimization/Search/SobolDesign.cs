using Trad.Optimization.Randomness;
using Trad.Optimization.Sequences;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>A scrambled Sobol sequence over a space, without points that are taken or break constraints.</summary>
internal sealed class SobolDesign(TrialLedger ledger)
{
    private const int Attempts = 64;

    private readonly SobolSequence _sequence = new(ledger.Space.Cube.Dimensions, ledger.Options.Seed);
    private readonly HashSet<ParameterSet> _walked = [];
    private uint _next;
    private int _misses;

    /// <summary>Starts a round: points may have become free since the last one.</summary>
    public void Restart()
    {
        (_next, _misses) = (0, 0);
        _walked.Clear();
    }

    /// <summary>
    /// The first point of the sequence that can be proposed; earlier points are taken, so the answer depends on the ledger
    /// alone. Narrow constraints and crowded spaces fall back to random points. Null when every point is taken.
    /// </summary>
    public ParameterSet? Next()
    {
        var cube = ledger.Space.Cube;
        var point = new double[cube.Dimensions];

        // Counted between two points that the sequence gave to the search, whichever round they were of: how many trials are asked for at
        // once changes nothing.
        for (; _misses < Attempts; _next++)
        {
            _sequence.Fill(_next, point);
            cube.FromUniform(point);
            if (!cube.IsFeasible(point))
            {
                _misses++;
                continue;
            }

            var parameters = cube.Decode(point);
            if (!ledger.WasProposed(parameters))
            {
                return parameters;
            }

            _misses = _walked.Add(parameters) ? 0 : _misses + 1;
        }

        return FreshPoint.Find(ledger, new RandomStream(ledger.Options.Seed, ledger.NextTrial)) is { } fallback
            ? cube.Decode(fallback)
            : null;
    }
}
