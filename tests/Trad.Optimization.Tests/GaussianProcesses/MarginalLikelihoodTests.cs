using Trad.Optimization.GaussianProcesses;

namespace Trad.Optimization.Tests.GaussianProcesses;

public sealed class MarginalLikelihoodTests
{
    [Fact]
    public void Evaluate_matches_the_dense_likelihood_and_the_prior()
    {
        var problem = new SampleProblem();
        var logarithms = problem.Parameters.Logarithms;
        var prior = logarithms[..3].Sum(w => -0.2 * ((Math.Exp(w) / 3) + (3 * Math.Exp(-w))))
            + logarithms[3] - Math.Exp(logarithms[3])
            + (0.1 * logarithms[4]) - (30 * Math.Exp(logarithms[4]));
        var constant = 0.5 * problem.Values.Length * Math.Log(2 * Math.PI);

        var value = new MarginalLikelihood(problem.Data, WeightPrior.Local(3, 5)).Evaluate(logarithms, new double[5]);

        Assert.Equal(-problem.Reference.LogMarginalLikelihood() - constant - prior, value, 1e-8);
    }

    [Fact]
    public void Evaluate_gradient_matches_finite_differences()
    {
        var problem = new SampleProblem();
        var likelihood = new MarginalLikelihood(problem.Data, WeightPrior.Local(3, 5));
        var gradient = new double[5];
        likelihood.Evaluate(problem.Parameters.Logarithms, gradient);

        for (var k = 0; k < 5; k++)
        {
            const double Step = 1e-6;
            double[] above = [.. problem.Parameters.Logarithms];
            double[] below = [.. problem.Parameters.Logarithms];
            above[k] += Step;
            below[k] -= Step;
            var difference = likelihood.Evaluate(above, new double[5]) - likelihood.Evaluate(below, new double[5]);
            Assert.Equal(difference / (2 * Step), gradient[k], 1e-5);
        }
    }
}
