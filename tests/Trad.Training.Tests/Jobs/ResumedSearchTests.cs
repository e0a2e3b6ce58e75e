using CsCheck;
using Trad.Optimization;

namespace Trad.Training.Tests.Jobs;

/// <summary>A search that was stopped, at its end or in the middle of a round, and resumed is the one that never stopped.</summary>
public sealed class ResumedSearchTests
{
    private const long DefaultSamples = 60;

    private static readonly string[] Optimizers = [.. OptimizerCatalog.Descriptions.Keys];

    // TRAD_RESUME_SAMPLES makes it a long test.
    private static long Samples =>
        long.TryParse(Environment.GetEnvironmentVariable("TRAD_RESUME_SAMPLES"), out var samples) ? samples : DefaultSamples;

    // The splits that were measured to differ, and the ones that did not.
    public static TheoryData<string, int, int> Splits
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var optimizer in Optimizers)
            {
                foreach (var (first, more) in new[] { (10, 10), (12, 8), (16, 4), (6, 6), (21, 9), (20, 20), (1, 1), (3, 30) })
                {
                    data.Add(optimizer, first, more);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Two_parts_are_the_same_as_all_at_once(string optimizer, int first, int more)
    {
        var search =
            new SearchCase(optimizer, BatchSize: 4, TriedFirst: 0, Patience: null, IsPruned: false, Objectives: 1, IsFinite: false);
        var parts = new SimulatedSearch(search);
        parts.Run(first);
        parts.Run(first + more);

        var whole = new SimulatedSearch(search);
        whole.Run(first + more);

        Assert.Equal(first + more, whole.Trials.Count);
        Assert.Equal(whole.Trials, parts.Trials);
    }

    [Fact]
    public void Any_parts_stopped_anywhere_are_the_same_as_all_at_once()
    {
        var cases =
            from index in Gen.Int[0, Optimizers.Length - 1]
            let optimizer = Optimizers[index]
            from batch in Gen.Int[1, 9]
            from triedFirst in Gen.Int[0, 8]
            from patience in Gen.Int[0, 9]
            from isPruned in Gen.Bool
            from objectives in Gen.Int[1, optimizer == OptimizerNames.CmaEs || isPruned ? 1 : 2]
            from isFinite in Gen.Bool
            from parts in (from trials in Gen.Int[1, 15]
                           from after in Gen.Int[-6, 6]
                           select (Trials: trials,
                CancelAfter: after < 0 ? (int?)null : after)).Array[2, 4]
            select (Search: new SearchCase(
                optimizer, batch, triedFirst, patience < 3 ? null : patience, isPruned, objectives, isFinite), Parts: parts);

        cases.Sample(
            drawn =>
            {
                var resumed = new SimulatedSearch(drawn.Search);
                foreach (var part in drawn.Parts[..^1])
                {
                    resumed.Run(resumed.Trials.Count + part.Trials, part.CancelAfter);
                }

                var asked = resumed.Run(resumed.Trials.Count + drawn.Parts[^1].Trials);
                var whole = new SimulatedSearch(drawn.Search);
                whole.Run(asked);

                Assert.Equal(whole.Trials, resumed.Trials);
            },
            iter: Samples,
            threads: 1);
    }
}
