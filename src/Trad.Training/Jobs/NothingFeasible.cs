using System.Globalization;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Jobs;

/// <summary>The verdict on a job that has nothing to judge.</summary>
public static class NothingFeasible
{
    /// <summary>That nothing can be told, how many trials ended how, and the commonest cause.</summary>
    /// <param name="request">The request.</param>
    /// <param name="trials">The trials, none of them feasible.</param>
    public static JobVerdict Judge(TrainingRequest request, IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var endings = string.Join(", ", trials.GroupBy(trial => trial.State)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} {EnumNames.Format(group.Key)}")));
        var counted = trials.Count switch
        {
            0 => "no trial was carried out",
            1 => $"the only trial was not feasible ({endings})",
            _ => string.Create(CultureInfo.InvariantCulture, $"none of {trials.Count:N0} trials was feasible ({endings})"),
        };
        var why = TrialVerdicts.WhyNoneIsFeasible(request, trials).Take(1);
        return new JobVerdict(
            Verdict.Insufficient, string.Join(' ', [$"There is too little to tell: {counted}, so that nothing was published.", .. why]), null);
    }
}
