using System.Diagnostics;
using System.Globalization;
using Trad.Candles;
using Trad.Testing;
using Trad.Testing.Markets;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.LookAhead;
using Trad.Training.Validation.Robustness;
using Trad.Training.Validation.Trials;

namespace Trad.Benchmarks.Validation;

/// <summary>
/// What the whole validation of an 18-month job of five-minute candles costs beside its training, part by part:
/// <c>validation [strategy] [rounds] [trials]</c>. The windows share the cores; the parts are carried out one behind the other.
/// </summary>
public sealed class ValidationBenchmark : IBenchmark
{
    private const int Candles = 155_520;
    private const int Trials = 100;
    private const int OtherSymbols = 5;
    private const double GoalSeconds = 3;

    /// <inheritdoc/>
    public string Name => "validation";

    /// <inheritdoc/>
    public string Description =>
        "the validation of an 18-month job by its parts: validation [strategy, moving-average-crossover] [rounds, 3] [trials, 100]";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var strategy = arguments.Count > 0 ? arguments[0] : "moving-average-crossover";
        var rounds = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        var trials = arguments.Count > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : Trials;
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.WriteLine("The shared candles are not beside the project.");
            return 1;
        }

        var candles = SharedCandles.Read(path, Interval.FiveMinutes).TakeLast(Candles);
        var request = new TrainingRequest { Strategy = strategy, Trials = trials, Seed = 42 };
        SimulatedJob? job = null;
        var search = await MeasureAsync(async () => job = await SimulatedJob.SearchAsync(request, candles));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{strategy}, {candles.Count:N0} candles, {trials:N0} trials, {Environment.ProcessorCount} cores"));
        Print("load, look-ahead gate, search", search);

        // Days of the same market in another order: as long, as volatile, and another market.
        var others = Enumerable.Range(1, OtherSymbols).Select(number => TrainingData.Create(
            job!.Data[0].Snapshot with { Symbol = $"OTHER{number}", HoldOutFrom = null }, ShuffledDays.Make(candles, number))).ToList();
        var fastest = double.PositiveInfinity;
        for (var round = 1; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Console.WriteLine($"round {round} of {rounds}");
            fastest = Math.Min(fastest, Validate(job!, others, cancellationToken));
        }

        // The job's first step did this already, before its first trial.
        var (complete, inSample) = (job!.Job.Request, job.Data[0].InSample.Candles);
        var checkedStrategy = RequestedStrategy.Get(complete);
        var gate = Measure(() => StrategyCheck.Run(
            checkedStrategy, CheckedParameters.Enumerate(checkedStrategy, TrialProposer.SpaceOf(complete)), inSample, cancellationToken));
        Print("look-ahead gate, beside it", gate);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"fastest {fastest:0.00} s; the goal is {GoalSeconds:0} s: {(fastest <= GoalSeconds ? "met" : "NOT met")}"));
        return fastest <= GoalSeconds ? 0 : 1;
    }

    /// <summary>Validates once as <see cref="ValidationRun.Validate"/> does, and returns the seconds that passed.</summary>
    private static double Validate(SimulatedJob job, List<TrainingData> others, CancellationToken cancellationToken)
    {
        var options = new ValidationOptions();
        var subject = new ValidationSubject(job.Job.Request, job.Job.Seed, job.Job.Split!);
        var backtester = new PartBacktester(subject.Request, job.Data);
        TrialWeighing? weighing = null;
        var weighed = Measure(() => weighing = TrialWeigher.Weigh(subject, backtester, job.Trials, options, cancellationToken));
        var plan = ValidationRun.Plan(subject, job.Data);
        var windows = new WalkForwardWindow[plan.Windows];
        var walked = Measure(() => Parallel.For(0, windows.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            windows[i] = ValidationRun.Window(subject, backtester, plan, i, options, cancellationToken)));
        var published = job.Trials.First(trial => trial.Trial == weighing!.Selection.Trial).Parameters;
        var searches = new RepeatedSearch[subject.Request.ValidationOrDefault.SeedsOrDefault];
        var repeated = Measure(
            () => Parallel.For(0, searches.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                searches[i] = SearchRepetition.Run(subject, backtester, published, i, options, cancellationToken)));
        RobustnessEvidence? robustness = null;
        var probed = Measure(() => robustness = RobustnessProbe.Run(subject, backtester, published, options, cancellationToken));
        var symbols = new OtherSymbol[others.Count];
        var tried = Measure(() => Parallel.For(0, symbols.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            symbols[i] = SymbolProbe.Run(subject, others[i], published, cancellationToken)));
        robustness = robustness! with { Searches = searches, OtherSymbols = symbols };
        AssetValidation? validation = null;
        var judged = Measure(() => validation = ValidationRun.Judge(
            subject, backtester, published, job.Trials.Count, new GatheredEvidence(weighing!, windows, robustness), plan, options,
            cancellationToken));

        Print("weigh the trials (CSCV, luck)", weighed);
        Print($"{plan.Anchored.Count} anchored, {plan.Rolling.Count} rolling windows", walked);
        Print($"{searches.Length} searches with other seeds", repeated);
        Print("robustness runs", probed);
        Print($"{others.Count} other symbols, in memory", tried);
        Print($"unseen days, {options.Bootstraps:N0} draws, verdict", judged);
        var all = new Cost(
            weighed.Wall + walked.Wall + repeated.Wall + probed.Wall + tried.Wall + judged.Wall,
            weighed.Processor + walked.Processor + repeated.Processor + probed.Processor + tried.Processor + judged.Processor);
        Print($"all ({validation!.Judgement!.Verdict})", all);
        return all.Wall;
    }

    private static Cost Measure(Action work) => MeasureAsync(() =>
    {
        work();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    private static async Task<Cost> MeasureAsync(Func<Task> work)
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new Cost(
            Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static void Print(string part, Cost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {part,-36}{cost.Wall,8:0.00} s{cost.Processor,8:0.00} s CPU"));

    private readonly record struct Cost(double Wall, double Processor);
}
