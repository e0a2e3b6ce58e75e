namespace Trad.Optimization.Search;

/// <summary>The ask/tell contract around a proposer: enqueued points first, numbering, exhaustion, early stopping.</summary>
internal sealed class AskTellOptimizer(TrialLedger ledger, IProposer proposer, string? memory) : IOptimizer
{
    private string? _memory = memory;

    public Proposal Ask(int count, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var reporting = new Reporting(progress, cancellationToken);
        reporting.Report(0);
        if (EarlyStop.Patience(ledger))
        {
            return new Proposal([], _memory, false)
            {
                Stop = StopReason.Patience,
                Explanation = $"No improvement in the last {ledger.Options.Patience} trials.",
            };
        }

        var mark = ledger.Mark();
        try
        {
            return Propose(count, reporting);
        }
        catch (OperationCanceledException)
        {
            ledger.Revert(mark);
            throw;
        }
    }

    public void Tell(IReadOnlyList<TrialResult> results) => ledger.Tell(results);

    private Proposal Propose(int count, Reporting reporting)
    {
        var candidates = new List<Candidate>(count);
        foreach (var point in ledger.Enqueued)
        {
            if (candidates.Count < count && !ledger.WasProposed(point))
            {
                candidates.Add(ledger.Add(point));
            }
        }

        double? improvement = null;
        var isExhausted = ledger.IsExhausted;
        if (candidates.Count < count && !isExhausted)
        {
            proposer.Prepare(_memory, reporting);
            while (candidates.Count < count && !isExhausted)
            {
                var suggestion = proposer.Suggest(reporting);
                if (suggestion is null)
                {
                    isExhausted = true;
                    break;
                }

                improvement ??= suggestion.ExpectedImprovement;
                if (EarlyStop.Improvement(ledger.Options, suggestion.ExpectedImprovement) && candidates.Count == 0)
                {
                    return new Proposal([], _memory = proposer.Memory, false)
                    {
                        Stop = StopReason.ExpectedImprovement,
                        ExpectedImprovement = improvement,
                        Explanation = $"The expected improvement {improvement:G3} is below {ledger.Options.MinimumExpectedImprovement:G3}.",
                    };
                }

                candidates.Add(ledger.Add(suggestion.Parameters));
                isExhausted = ledger.IsExhausted;
            }

            _memory = proposer.Memory;
        }

        reporting.Report(1);
        return new Proposal(candidates, _memory, isExhausted)
        {
            Stop = isExhausted ? StopReason.Exhausted : null,
            ExpectedImprovement = improvement,
            Explanation = proposer.Explanation,
        };
    }
}
