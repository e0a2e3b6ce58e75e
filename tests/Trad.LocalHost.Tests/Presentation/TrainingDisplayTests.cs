using Trad.LocalHost.Presentation;
using Trad.LocalHost.Tests.Client;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Presentation;

/// <summary>What a person and a program are told of a training whose best trial is not the one that was published.</summary>
[Collection(nameof(TableDisplayTests))]
public sealed class TrainingDisplayTests(ServedApp app) : IClassFixture<ServedApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Show_result_of_a_trial_that_is_not_the_best_gives_its_own_parameters_and_figures()
    {
        var started = await app.Client.StartTrainingAsync(ServedApp.Request(seed: 3, trials: 6), Cancellation);
        var job = await app.WaitAsync(started.Id, Cancellation);
        Assert.Equal(JobState.Completed, job.State);
        var trials = (await app.Client.Jobs.ListTrialsAsync(job.Id, 10, null, Cancellation)).Items;
        var other = trials.First(each => each.Score is not null && each.Trial != job.Best!.Trial);
        var asset = await app.Client.Jobs.PublishTrialAsync(job.Id, other.Trial, Cancellation);

        using var output = new StringWriter();
        new TrainingDisplay(output).ShowResult(job, asset);
        var report = TrainingReport.FromJob(job, asset);

        var text = output.ToString();
        var depth = asset.Parameters.First(parameter => parameter.Key == "pierce_depth").Value;
        var bestDepth = job.Best!.Parameters.First(parameter => parameter.Key == "pierce_depth").Value;
        Assert.NotEqual(Figures.Short(bestDepth), Figures.Short(depth));
        Assert.Contains(Figures.Short(depth), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Figures.Short(bestDepth), text, StringComparison.Ordinal);
        Assert.Matches($@"trial published\s*│\s*{other.Trial} of 6 ", text);
        Assert.Matches($@"best in sample\s*│\s*{Figures.Number(job.Best.Score)}, trial {job.Best.Trial} ", text);
        var published = report.Published!;
        Assert.Equal((other.Trial, asset.Parameters, asset.InSample), (published.Trial, published.Parameters, published.InSample));
        Assert.Equal(job.Best, report.Best);
    }
}
