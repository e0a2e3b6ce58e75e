using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Tests.GaussianProcesses;

public sealed class HyperparameterFitTests
{
    [Fact]
    public void Fit_finds_which_coordinate_matters_and_how_noisy_the_values_are()
    {
        var random = new RandomStream(9);
        double[] points = [.. Enumerable.Range(0, 160).Select(_ => random.NextDouble())];
        double[] values = [.. Enumerable.Range(0, 80).Select(i => Math.Sin(9 * points[2 * i]) + (0.2 * random.NextNormal()))];

        var fitted = HyperparameterFit.Run(new Observations(points, values, [false, false]), WeightPrior.Weak, null, 1e-6, 3, 0, default);

        Assert.True(fitted.Weight(0) > 10 * fitted.Weight(1));
        Assert.InRange(fitted.Noise, 0.02, 0.08);
    }

    [Fact]
    public void Fit_keeps_the_parameters_of_the_round_before_while_the_evidence_agrees_and_leaves_them_when_it_does_not()
    {
        var random = new RandomStream(9);
        double[] points = [.. Enumerable.Range(0, 160).Select(_ => random.NextDouble())];
        double[] values = [.. Enumerable.Range(0, 80).Select(i => Math.Sin(9 * points[2 * i]) + (0.2 * random.NextNormal()))];
        var before = Fit(new Observations(points[..156], values[..78], [false, false]), null, 3);
        var wrong = Hyperparameters.Default(2, 0.5);

        var agreed = Fit(new Observations(points, values, [false, false]), before, 1);
        var corrected = Fit(new Observations(points, values, [false, false]), wrong, 1);

        Assert.Equal(before.Logarithms, agreed.Logarithms);
        Assert.InRange(corrected.Noise, 0.02, 0.08);
    }

    [Fact]
    public void Fit_to_what_cannot_be_fitted_falls_back_to_the_defaults()
    {
        var hopeless = new Observations([0.1, 0.2, 0.3], [double.NaN, 1, 2], [false]);

        var fitted = HyperparameterFit.Run(hopeless, WeightPrior.Local(2, 5), null, 1e-6, 3, 0, default);

        Assert.Equal(Hyperparameters.Default(1, 1e-4).Logarithms, fitted.Logarithms);
    }

    private static Hyperparameters Fit(Observations data, Hyperparameters? warm, int starts) =>
        HyperparameterFit.Run(data, WeightPrior.Weak, warm, 1e-6, starts, 0, default);
}
