using Trad.Optimization.Randomness;
using Trad.Optimization.Sequences;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>A scrambled Sobol sequence over a space, without points that are taken or break constraints.</summary>
internal sealed class SobolDesign(TrialLedger ledger)
{
    private const uint Attempts = 64;

    private readonly SobolSequence _sequence = new(ledger.Space.Cube.Dimensions, ledger.Options.Seed);
    private uint _next;

    /// <summary>Starts a round: points may have become free since the last one.</summary>
    public void Restart() => _next = 0;

    /// <summary>
    /// The first point of the sequence that can be proposed; earlier points are taken, so the answer depends on the ledger
    /// alone. Narrow constraints and crowded spaces fall back to random points. Null when every point is taken.
    /// </summary>
    public ParameterSet? Next()
    {
        var cube = ledger.Space.Cube;
        var point = new double[cube.Dimensions];
        var misses = 0;
        for (var index = _next; misses < Attempts; index++)
        {
            _sequence.Fill(index, point);
            cube.FromUniform(point);
            if (!cube.IsFeasible(point))
            {
                misses++;
                continue;
            }

            var parameters = cube.Decode(point);
            if (!ledger.WasProposed(parameters))
            {
                return parameters;
            }

            // What is taken stays taken: the next search of the round starts behind it.
            _next = index + 1;
            misses += ledger.Space.Cardinality is null ? 0 : 1;
        }

        return FreshPoint.Find(ledger, new RandomStream(ledger.Options.Seed, ledger.NextTrial)) is { } fallback
            ? cube.Decode(fallback)
            : null;
    }
}
