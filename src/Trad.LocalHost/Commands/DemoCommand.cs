using System.CommandLine;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Demo;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Commands;

/// <summary>
/// <c>demo</c>: fetches candles, trains two strategies on them, says whether it is luck, and keeps serving.
/// </summary>
internal sealed class DemoCommand : Command
{
    // Enough to tell how much of the result is the search.
    private const int Trials = 60;

    private readonly Option<bool> _exit = new("--exit") { Description = "End after the training instead of serving." };
    private readonly HostOptions _host = new();

    public DemoCommand()
        : base(
            "demo", "Fetch candles (simulated without a network), train two strategies on them, say whether it is luck, and keep serving.")
    {
        Add(_exit);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = _host.Read(parsed);
        var running = await RunningHost.FindAsync(settings, cancellationToken) is not null;
        await using var session = running
            ? await HostSession.OpenAsync(settings, Console.Error.WriteLine, cancellationToken)
            : await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
        var keepsServing = !running && !parsed.GetValue(_exit);
        return await session.WhileStorageLastsAsync(
            token => RunAsync(
                session,
                keepsServing ? settings : null,
                _host.Repeat(parsed, keepsServing || running ? session.Address.Port : null),
                token),
            cancellationToken);
    }

    private static async Task<int> RunAsync(
        HostSession session, HostSettings? servesOn, string given, CancellationToken cancellationToken)
    {
        var market = await DemoCandles.FetchAsync(session.Client, Console.Out.WriteLine, cancellationToken);
        var import = market.Import;
        var label = market.IsSimulated ? " (simulated)" : "";
        Console.WriteLine(
            $"{import.Rows:N0} candles of {import.Exchange} {import.Symbol} {import.Interval}{label}, "
            + $"{import.From:yyyy-MM-dd} to {import.To:yyyy-MM-dd}, {import.Inserted:N0} of them new.");

        var display = new TrainingDisplay(Console.Out);
        var results = new List<(TrainingJob Job, TrainedAsset? Asset)>();
        foreach (var strategy in DemoMarket.Strategies)
        {
            var request = new TrainingRequest
            {
                Strategy = strategy,
                Exchange = import.Exchange,
                Symbol = import.Symbol,
                Interval = import.Interval,
                LookbackDays = market.Days,
                Trials = Trials,
                MinimumTrades = DemoMarket.MinimumTrades,
                Seed = 42,
            };
            var started = await session.Client.StartTrainingAsync(request, cancellationToken);
            var (job, asset) = await TrainingFollower.FollowAsync(session, started, display, cancellationToken);
            display.ShowResult(job, asset, withVerdict: false);
            results.Add((job, asset));
        }

        // The result stands last, where it is read.
        if (servesOn is not null)
        {
            Console.WriteLine();
            session.Announce(servesOn, Console.Error.WriteLine);
            ServingNotice.Print(Console.Out, session, servesOn);
        }

        DemoSummary.Show(Console.Out, market, results, command => $"{OwnCommand.Current} {command}{given}", servesOn is not null);
        if (servesOn is not null)
        {
            await session.WaitForShutdownAsync(cancellationToken);
        }

        return results.TrueForAll(result => result.Job.State == JobState.Completed) ? 0 : 1;
    }
}
