using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Trials;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs trials</c>: the parameter sets that a job tried, the best first; or all of them as a file.</summary>
internal sealed class JobTrialsCommand : HostCommand
{
    private const int PageSize = 1000;

    private readonly JobArgument _job = new();
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many at most, of the table.",
        DefaultValueFactory = _ => 20,
        CustomParser = WholeNumber.Within("--limit", 1, 1_000_000),
    };

    private readonly FileOptions _file = new("json, csv or parquet: every trial with every metric, instead of a table.");

    public JobTrialsCommand()
        : base("trials", "List a training job's trials, the best first, or write all of them into a file.")
    {
        Add(_job);
        AddOptions([_limit, .. _file.All]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var job = parsed.GetValue(_job)!;
        switch (_file.FormatOf(parsed))
        {
            case null when _file.HasOutput(parsed):
                throw new StartException("--output needs --format: json, csv or parquet.");
            case null:
                var trials = await ReadAsync(session.Client, job, cancellationToken);
                Show(trials.OrderByDescending(trial => trial.CompletedScore ?? double.NegativeInfinity).Take(parsed.GetValue(_limit)));
                break;
            case "json":
                var all = JsonSerializer.SerializeToUtf8Bytes(await ReadAsync(session.Client, job, cancellationToken), TradJson.Options);
                await using (var content = new MemoryStream([.. all, (byte)'\n']))
                {
                    await _file.WriteAsync(parsed, content, cancellationToken);
                }

                break;
            case { } format:
                await using (var content = await session.Client.Jobs.OpenTrialsAsync(job, format, cancellationToken))
                {
                    await _file.WriteAsync(parsed, content, cancellationToken);
                }

                break;
        }

        return 0;
    }

    private static async Task<List<TrialRecord>> ReadAsync(TradClient client, string job, CancellationToken cancellationToken)
    {
        var trials = new List<TrialRecord>();
        string? next = null;
        do
        {
            var page = await client.Jobs.ListTrialsAsync(job, PageSize, next, cancellationToken);
            trials.AddRange(page.Items);
            next = page.ContinuationToken;
        }
        while (next is not null);

        return trials;
    }

    private static void Show(IEnumerable<TrialRecord> trials) => TableDisplay.Show(
        Console.Out,
        [">Trial", ">Score", ">Return", ">Drawdown", ">Trades", "Parameters"],
        trials.Select(trial => (IReadOnlyList<string>)
        [
            trial.Trial.ToString(CultureInfo.InvariantCulture),
            trial.State == TrialState.Completed ? Figures.Number(trial.Score) : EnumNames.Format(trial.State),
            Figures.Percent(trial.Metrics?.TotalReturn),
            Figures.Percent(trial.Metrics?.MaximumDrawdown),
            trial.Metrics?.Trades.ToString(CultureInfo.InvariantCulture) ?? "-",
            string.Join(' ', trial.Parameters.Select(parameter => $"{parameter.Key}={Figures.Short(parameter.Value)}")),
        ]),
        "No trials.");
}
