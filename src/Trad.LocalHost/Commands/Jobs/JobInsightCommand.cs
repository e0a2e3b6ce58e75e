using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs insight</c>: which parameters mattered, and where the search stopped getting better.</summary>
internal sealed class JobInsightCommand : AnswerCommand<JobInsight>
{
    private readonly JobArgument _job = new();
    private readonly Option<string?> _pair = new("--pair")
    {
        Description = "Two searched parameters, as in stop,target; with --json, what is expected over both of them.",
        HelpName = "first,second",
    };

    public JobInsightCommand()
        : base(
            "insight", "Show what a training job's trials say about the parameters.",
            "Print JSON, with the dependence on each parameter.")
    {
        Add(_job);
        AddOptions([_pair]);
    }

    /// <inheritdoc/>
    protected override Task<JobInsight> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Jobs.GetInsightAsync(parsed.GetValue(_job)!, parsed.GetValue(_pair), cancellationToken);

    /// <inheritdoc/>
    protected override void Show(JobInsight insight)
    {
        TableDisplay.Show(
            Console.Out,
            ["Parameter", ">Importance", "Expected best at"],
            insight.Importance.OrderByDescending(entry => entry.Importance).Select(entry => (IReadOnlyList<string>)
            [
                entry.Name,
                Figures.Percent(entry.Importance),
                insight.Dependence.FirstOrDefault(curve => curve.Parameter == entry.Name)?.Points.MaxBy(point => point.Expected)
                    is { } best ? $"{Figures.Short(best.Value)} ({Figures.Number(best.Expected)})" : "-",
            ]),
            "Too few trials to tell.");
        if (insight.Convergence.Count > 0)
        {
            var (best, count) = (insight.Convergence[^1].Best, insight.Convergence.Count);
            var since = insight.Convergence.First(point => point.Best == best).Trial;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Best since trial {since} of {count}: {Figures.Number(best)}."));
        }
    }
}
