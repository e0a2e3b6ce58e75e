namespace Trad.Training.Validation.Verdicts;

/// <summary>
/// Makes a verdict of the evidence, by the table in the README beside this folder. It rests on the days that no choice saw: both
/// <see cref="Verdict.Robust"/> and <see cref="Verdict.Fragile"/> need a return there that chance explains with no more than
/// <see cref="ValidationOptions.Significance"/>, and a result in sample that the search does not explain, whatever else speaks for
/// the asset: a longer search cannot make luck look like skill. <see cref="Verdict.Robust"/> also needs that everything spoke that
/// must: the walk-forward and the deflated Sharpe ratio.
/// </summary>
public static class VerdictRules
{
    // Without these having passed nothing is robust.
    private static readonly string[] Required = ["walk-forward", "deflated-sharpe"];

    /// <summary>The verdict with its reasons.</summary>
    public static Judgement Judge(VerdictFacts facts, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(options);
        var checks = new List<Finding>
        {
            InSample(facts.InSample),
            HoldingInSample(facts.InSample),
            Unseen(facts.Validation.Unseen, options),
            UnseenChance(facts.Validation.Unseen, options),
            UnseenHolding(facts.Validation.Unseen),
            HoldOut(facts.Validation.Unseen, options),
        };
        checks.AddRange(OverfittingFindings.Evaluate(facts.Trials, facts.InSample, facts.Validation.Overfitting, options));
        checks.AddRange(WalkForwardFindings.Evaluate(facts.Validation.WalkForward, options));
        checks.AddRange(WalkForwardFindings.Evaluate(facts.Validation.CrossValidation, options));
        checks.AddRange(facts.Validation.Robustness?.Checks ?? []);
        checks.AddRange(facts.Untold.Where(untold => checks.TrueForAll(check => check.Check != untold.Check)).ToList());
        checks.AddRange(Required.Where(required => checks.TrueForAll(check => check.Check != required))
            .Select(required => Finding.Untold(required, "It was not computed.")).ToList());
        checks = checks.ConvertAll(check => EvidenceMinimum.Apply(check, facts.InSample, options));

        var (verdict, deciding) = Decide(facts, checks, options);
        return new Judgement(verdict, [.. deciding, .. checks.Except(deciding).OrderBy(Rank)])
        {
            Summary = $"{Opening(verdict)} {string.Join(" ", deciding.Take(2).Select(each => Reason(verdict, each)))}",
        };
    }

    private static (Verdict Verdict, IReadOnlyList<Finding> Deciding) Decide(
        VerdictFacts facts, List<Finding> checks, ValidationOptions options)
    {
        Finding Check(string check) => checks.Find(each => each.Check == check)!;

        if (Check("in-sample").Outcome != FindingOutcome.Passed)
        {
            // What never traded has shown nothing, for it or against it.
            return (facts.InSample is null or { Trades: 0 } ? Verdict.Insufficient : Verdict.NoEdge, [Check("in-sample")]);
        }

        // A loss on enough unseen days says more than a comparison with holding in sample: what the search found there is gone.
        var unseen = facts.Validation.Unseen;
        var isEnough = unseen?.PValue is not null && unseen.Days >= options.FewestUnseenDays
            && unseen.Figures.Trades >= options.FewestUnseenTrades;
        if (isEnough && unseen!.Figures.TotalReturn <= 0)
        {
            return (Verdict.Overfit, [Check("unseen")]);
        }

        if (Check("holding").Outcome == FindingOutcome.Failed)
        {
            return (Verdict.NoEdge, [Check("holding")]);
        }

        if (!isEnough)
        {
            return (Verdict.Insufficient, [Check("unseen"), .. facts.Untold.Where(untold => untold.Check == "walk-forward")]);
        }

        if (Check("unseen-holding").Outcome == FindingOutcome.Failed && unseen!.PValue > options.Significance)
        {
            // What it had over holding where the search looked, it has not where no choice looked.
            return (Verdict.Overfit, [Check("unseen-holding"), Check("unseen-chance")]);
        }

        var isSearched = checks.Exists(check => check is { Check: "deflated-sharpe", Outcome: FindingOutcome.Failed });
        if (unseen!.PValue > options.Significance)
        {
            return isSearched
                ? (Verdict.Overfit, [Check("unseen-chance"), Check("deflated-sharpe")])
                : (Verdict.Insufficient, [Check("unseen-chance")]);
        }

        if (isSearched)
        {
            return (Verdict.Overfit, [Check("deflated-sharpe")]);
        }

        var doubts = checks.Where(check => check.Outcome == FindingOutcome.Failed).ToList();
        doubts.AddRange(Required.Select(Check).Where(check => check.Outcome is not (FindingOutcome.Passed or FindingOutcome.Failed)));
        return doubts.Count > 0 ? (Verdict.Fragile, [.. doubts]) : (Verdict.Robust, [Check("unseen"), Check("unseen-chance")]);
    }

    private static string Reason(Verdict verdict, Finding finding) =>
        verdict == Verdict.Fragile && finding.Outcome is (FindingOutcome.Unknown or FindingOutcome.NotEnough)
            ? $"It cannot be robust without the {finding.Check}: {finding.Text}"
            : finding.Text;

    private static string Opening(Verdict verdict) => verdict switch
    {
        Verdict.Robust => "It held up.",
        Verdict.Fragile => "It earned where no choice looked, but not everything speaks for it.",
        Verdict.Overfit => "It looks like luck.",
        Verdict.Insufficient => "There is too little to tell.",
        _ => "There is no edge.",
    };

    private static int Rank(Finding finding) => finding.Outcome switch
    {
        FindingOutcome.Failed => 0,
        FindingOutcome.Passed => 1,
        FindingOutcome.Noted => 2,
        _ => 3,
    };

    private static Finding InSample(PartFigures? inSample) => inSample switch
    {
        null => Finding.Untold("in-sample", "The published trial could not be backtested in sample."),
        { TotalReturn: > 0 } =>
            Finding.Measured(
                "in-sample", FindingOutcome.Passed,
                $"In sample it earned {inSample.TotalReturn:0.0%} after costs with {Count(inSample.Trades)}.", inSample.TotalReturn, 0),
        { Trades: 0 } => Finding.Measured("in-sample", FindingOutcome.Failed, $"It never traded in sample.", 0, 0),
        _ =>
            Finding.Measured(
                "in-sample", FindingOutcome.Failed, $"After costs it lost {-inSample.TotalReturn:0.0%} even where the search looked.",
                inSample.TotalReturn, 0),
    };

    private static Finding HoldingInSample(PartFigures? inSample) => inSample is { TotalReturn: > 0, Sharpe: { } sharpe }
        ? BesideHolding("holding", "Buying and holding", "In sample it", inSample, sharpe)
        : Finding.Untold("holding", "It did not earn in sample, so that there is nothing to compare with holding.");

    private static Finding UnseenHolding(UnseenEvidence? unseen) => unseen?.Figures is { Sharpe: { } sharpe } figures
        ? BesideHolding(
            "unseen-holding", "On days that no choice saw, buying and holding", "On days that no choice saw it", figures, sharpe)
        : Finding.Untold("unseen-holding", "There is nothing on unseen days to compare with holding.");

    // Holding that returns more is no better where it risks more for it.
    private static Finding BesideHolding(string check, string holding, string it, PartFigures figures, double sharpe) =>
        figures.BuyAndHoldReturn > figures.TotalReturn && figures.BuyAndHoldSharpe > sharpe
            ? Finding.Measured(
                check, FindingOutcome.Failed,
                $"{holding} returned {figures.BuyAndHoldReturn:0.0%} with a Sharpe ratio of {figures.BuyAndHoldSharpe:0.##}; it returned {figures.TotalReturn:0.0%} with {sharpe:0.##}.",
                figures.TotalReturn, figures.BuyAndHoldReturn)
            : Finding.Measured(
                check, figures.BuyAndHoldReturn > figures.TotalReturn ? FindingOutcome.Noted : FindingOutcome.Passed,
                $"{it} returned {figures.TotalReturn:0.0%}; buying and holding returned {figures.BuyAndHoldReturn:0.0%}.",
                figures.TotalReturn, figures.BuyAndHoldReturn);

    private static Finding Unseen(UnseenEvidence? unseen, ValidationOptions options)
    {
        if (unseen is null)
        {
            return Finding.Untold(
                "unseen", "Nothing was held out and the range is too short to be walked through: there are no days that no choice saw.");
        }

        var (days, figures) = (unseen.Days, unseen.Figures);
        if (days < options.FewestUnseenDays)
        {
            return Finding.Measured(
                "unseen", FindingOutcome.Failed,
                $"Only {days} days were unseen by every choice, with {Count(figures.Trades)} and a return of {figures.TotalReturn:0.0%}; it takes {options.FewestUnseenDays} days.",
                days, options.FewestUnseenDays);
        }

        if (figures.Trades < options.FewestUnseenTrades)
        {
            return Finding.Measured(
                "unseen", FindingOutcome.Failed,
                $"On {days} days that no choice saw there are only {Count(figures.Trades)}, with a return of {figures.TotalReturn:0.0%}; it takes {options.FewestUnseenTrades}.",
                figures.Trades, options.FewestUnseenTrades);
        }

        return figures.TotalReturn > 0
            ? Finding.Measured(
                "unseen", FindingOutcome.Passed,
                $"On {days} days that no choice saw it earned {figures.TotalReturn:0.0%} after costs with {Count(figures.Trades)}.",
                figures.TotalReturn, 0)
            : Finding.Measured(
                "unseen", FindingOutcome.Failed,
                $"On {days} days that no choice saw it lost {-figures.TotalReturn:0.0%} after costs with {Count(figures.Trades)}.",
                figures.TotalReturn, 0);
    }

    private static Finding UnseenChance(UnseenEvidence? unseen, ValidationOptions options)
    {
        if (unseen?.PValue is not { } p)
        {
            return Finding.Untold(
                "unseen-chance", unseen is null ? "There are no unseen days." : "The account did not move on unseen days.");
        }

        return p <= options.Significance
            ? Finding.Measured(
                "unseen-chance", FindingOutcome.Passed,
                $"Without any edge, unseen days as good as these come up with a probability of {p:0.0%}.", p, options.Significance)
            : Finding.Measured(
                "unseen-chance", FindingOutcome.Failed,
                $"Without any edge, unseen days as good as these come up with a probability of {p:0%}; {options.Significance:0.#%} would be convincing.",
                p, options.Significance);
    }

    private static Finding HoldOut(UnseenEvidence? unseen, ValidationOptions options)
    {
        if (unseen?.HoldOut is not { } holdOut)
        {
            return Finding.Untold("hold-out", "Nothing was held out.");
        }

        return holdOut.Trades == 0
            ? Finding.Untold("hold-out", "It did not trade in the hold-out.")
            : holdOut.TotalReturn > 0
                ? Finding.Measured(
                    "hold-out", holdOut.Trades < options.FewestTrades ? FindingOutcome.NotEnough : FindingOutcome.Passed,
                    $"In the hold-out it earned {holdOut.TotalReturn:0.0%} with {Count(holdOut.Trades)}{(holdOut.Trades < options.FewestTrades ? ", too few to count for it" : "")}.",
                    holdOut.TotalReturn, 0)
                : unseen.HoldOutPValue > options.HoldOutContradiction
                    ? Finding.Measured(
                        "hold-out", FindingOutcome.Failed,
                        $"In the hold-out it lost {-holdOut.TotalReturn:0.0%} with {Count(holdOut.Trades)}.", holdOut.TotalReturn, 0)
                    : Finding.Measured(
                        "hold-out", FindingOutcome.Noted,
                        $"In the hold-out it lost {-holdOut.TotalReturn:0.0%} with {Count(holdOut.Trades)}; so short a stretch may be bad by chance.",
                        holdOut.TotalReturn, 0);
    }

    private static string Count(int trades) => TradeCount.Describe(trades);
}
