using System.Globalization;
using Trad.Optimization.Bayesian;
using Trad.Optimization.Evolution;

namespace Trad.Optimization.Search;

/// <summary>
/// Chooses an optimiser by the trials told and the space, never by how many more are meant to come: a search that is
/// resumed goes on as if it had never stopped.
/// </summary>
internal sealed class AutomaticProposer(TrialLedger ledger) : IProposer
{
    /// <summary>
    /// From this many trials on a model sees only a small part of them, and its proposals cost more than most evaluations.
    /// </summary>
    public const int MostForModel = 2000;

    private readonly IProposer _model = ledger.Options.ObjectiveCount > 1 ? new ParetoProposer(ledger) : new BayesianProposer(ledger);
    private readonly EvolutionProposer _evolution = new(ledger, MostForModel);
    private bool _isLong;

    public string Explanation => $"{Reason()} {Chosen.Explanation}";

    public string? Memory => Chosen.Memory;

    private IProposer Chosen => _isLong ? _evolution : _model;

    public void Prepare(string? memory, Reporting reporting)
    {
        _isLong = ledger.Told.Count >= MostForModel && CanEvolve();
        Chosen.Prepare(memory, reporting);
    }

    public Suggestion? Suggest(Reporting reporting) => Chosen.Suggest(reporting);

    private bool CanEvolve() =>
        ledger.Options.ObjectiveCount == 1 && ledger.Space.Cube.Dimensions > 1 && !ledger.Space.Cube.Axes.Any(axis => axis.IsCategorical);

    private string Reason()
    {
        var dimensions = ledger.Space.Cube.Dimensions;
        return _isLong
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"auto chose {OptimizerNames.CmaEs}: behind {MostForModel} trials over {dimensions} ordered parameters an evolution strategy, whose proposals cost nothing, goes on from the best.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"auto chose {OptimizerNames.Bayesian}: the next trials over {dimensions} parameters are worth a model.");
    }
}
