using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Training;

/// <summary><c>train</c>: runs training jobs and shows their progress and result.</summary>
internal sealed class TrainCommand : HostCommand
{
    private readonly TrainingOptions _training = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what the training would cost and start nothing." };
    private readonly Option<bool> _detach = new("--detach")
    {
        Description = "Start the job in the host that runs on the port and do not wait for it.",
    };
    private readonly Option<int> _repeat = new("--repeat")
    {
        Description = "Run the job this many times in the same host.",
        DefaultValueFactory = _ => 1,
        CustomParser = WholeNumber.Within("--repeat", 1, 1000),
    };

    private readonly JsonOption _json = new()
    {
        Description = "Print the result as JSON on standard output, everything else on standard error.",
    };

    public TrainCommand()
        : base("train", "Train a strategy on stored candles.") =>
        AddOptions([.. _training.All, _dryRun, _detach, _repeat, _json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var request = _training.Read(parsed);
        var display = new TrainingDisplay(parsed.GetValue(_json) ? Console.Error : Console.Out);
        if (parsed.GetValue(_dryRun))
        {
            return await ForecastAsync(parsed, session, request, display, cancellationToken);
        }

        return parsed.GetValue(_detach)
            ? await DetachAsync(parsed, session, request, cancellationToken)
            : await TrainAsync(parsed, session, request, display, cancellationToken);
    }

    private async Task<int> ForecastAsync(
        ParseResult parsed, HostSession session, JsonObject request, TrainingDisplay display, CancellationToken cancellationToken)
    {
        var forecast = await session.Client.Jobs.ForecastAsync(request, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(forecast);
        }
        else
        {
            display.Show(forecast);
        }

        return 0;
    }

    private async Task<int> DetachAsync(ParseResult parsed, HostSession session, JsonObject request, CancellationToken cancellationToken)
    {
        if (!session.IsShared)
        {
            throw new StartException("--detach needs a host that goes on: start one with 'serve', or name its --port.");
        }

        var job = await session.Client.Jobs.StartAsync(request, null, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(job);
        }
        else
        {
            Console.WriteLine($"#{job.Number} {job.Id}");
        }

        return 0;
    }

    private async Task<int> TrainAsync(
        ParseResult parsed, HostSession session, JsonObject request, TrainingDisplay display, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(_json);
        var reports = new List<TrainingReport>();
        for (var run = 0; run < parsed.GetValue(_repeat); run++)
        {
            var started = await session.Client.Jobs.StartAsync(request, null, cancellationToken);
            var (job, asset) = await TrainingFollower.FollowAsync(session, started, display, cancellationToken);
            reports.Add(TrainingReport.FromJob(job, asset));
            if (!isJson)
            {
                display.ShowResult(job, asset);
            }
        }

        if (isJson && parsed.GetResult(_repeat) is { Implicit: false })
        {
            JsonOption.Print(reports);
        }
        else if (isJson)
        {
            JsonOption.Print(reports[0]);
        }

        return reports.TrueForAll(report => report.State == JobState.Completed) ? 0 : 1;
    }
}
