using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Training;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Functions.Tests.Training;

/// <summary>What a training found is put to the test by the host, by default.</summary>
public sealed class ValidationTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    [Fact]
    public async Task A_job_ends_with_a_verdict_that_its_asset_gives_reasons_for()
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 41, trials: 12) with { Strategy = "moving-average-crossover" });
        var asset = await trained.GetAsync(job.AssetId!);

        var validation = asset.Validation;
        Assert.Equal(validation.Judgement!.Verdict, job.Verdict!.Verdict);
        Assert.Equal(validation.Judgement.Summary, job.Verdict.Summary);
        Assert.Equal(asset.Trial, job.Verdict.Trial);
        Assert.Equal(asset.Trial, validation.Selection!.Trial);
        Assert.Equal(job.Best!.Trial, validation.Selection.HighestTrial);
        Assert.Equal(WalkForwardMode.Anchored, validation.WalkForward!.Anchored!.Mode);
        Assert.Equal(8, validation.WalkForward.TrialsPerWindow);
        Assert.All(
            validation.WalkForward.Anchored.Windows.Concat(validation.WalkForward.Rolling!.Windows),
            window => Assert.True(window.Train.To < window.Test.From && window.Test.To <= asset.Split.HoldOut!.From));
        Assert.NotEmpty(validation.Robustness!.Checks);
        Assert.Equal(3, validation.Robustness.Searches.Count);
        Assert.Equal("ETHUSDT", Assert.Single(validation.Robustness.OtherSymbols).Symbol);
        Assert.NotNull(validation.Robustness.OtherSymbols[0].Figures);
        Assert.Contains(validation.Judgement.Findings, finding => finding.Check == "other-seeds");
        Assert.Contains(
            validation.Judgement.Findings, finding => finding is { Check: "other-symbols", Outcome: not FindingOutcome.Unknown });
        Assert.Equal(12, validation.Overfitting!.TrialsOfJob);
        Assert.Contains(job.PhaseTimings, timing => timing.Phase == JobPhase.Validating);
    }

    [Fact]
    public async Task The_host_judges_as_one_call_does()
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 42, trials: 8));
        var asset = await trained.GetAsync(job.AssetId!);
        var trials = await trained.TrialsAsync(job);
        var data = await trained.App.Services.GetRequiredService<Trad.Training.Data.TrainingDataSource>()
            .LoadAsync(job.Data!, TestContext.Current.CancellationToken);

        var others = trained.App.Services.GetRequiredService<Trad.Training.Data.OtherMarkets>();
        var (inSample, cancellation) = (job.Split!.InSample, TestContext.Current.CancellationToken);
        var found = await others.FindAsync(job.Request, inSample, job.Seed, cancellation);
        var otherData = await Task.WhenAll(found.Select(market => others.ReadAsync(job.Request, inSample, market, cancellation)));

        var expected = ValidationRun.Validate(
            new ValidationSubject(job.Request, job.Seed, job.Split), [data], trials, new ValidationOptions(), otherData, cancellation);

        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(expected, TradJson.Options),
            System.Text.Json.JsonSerializer.Serialize(asset.Validation, TradJson.Options));
    }

    [Fact]
    public async Task Every_piece_of_a_validation_has_its_part_of_the_progress_and_together_they_are_all_of_it()
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 46, trials: 60));
        var (options, others) = (new ValidationOptions(), new[] { new Trad.Training.Data.PinnedMarket("ETHUSDT", "1") });
        var run = new TrainingRun(job.Id, 1, job.Plan, Completed: 60, Phases: PhaseLog.Begin(JobPhase.Queued, job.QueuedAt));
        var all = ValidationSteps.GatheringMs(run, job, options, others.Length);
        var windows = ValidationRun.Plan(ValidationSteps.SubjectOf(job), Trad.Candles.Interval.Parse(job.Request.Interval!)).Anchored.Count;
        var parameters = job.Best!.Parameters;

        var weighing = ValidationSteps.Weighing(run, job, options);
        List<StepScope> beside =
        [
            .. Enumerable.Range(0, windows).SelectMany(window => new[] { false, true }.Select(
                isRolling => ValidationSteps.Walking(new WindowChunk(run, [window], windows, isRolling, all), job, options))),
            .. Enumerable.Range(0, 3).Select(
                seed => ValidationSteps.Repeating(new RepetitionChunk(run, parameters, [seed], 3, all), job, options)),
            ValidationSteps.Trying(new SymbolChunk(run, parameters, others, all), job, options),
            ValidationSteps.Probing(new ProbedResult(run, parameters, all), job, options),
        ];
        var (from, span) = ValidationSteps.Judging(run, job, options, isAlone: false);

        Assert.Equal((0, weighing.Span), (weighing.From, beside[0].From));
        Assert.All(beside, piece => Assert.Equal(weighing.Span, piece.From));
        Assert.All(beside, piece => Assert.True(piece.Span > 0, piece.Piece));
        Assert.Equal(beside.Count, beside.Select(piece => piece.Piece).Distinct().Count());
        Assert.Equal(from, weighing.Span + beside.Sum(piece => piece.Span), 1e-9);
        Assert.Equal(1, from + span, 1e-9);

        // Sixteen searches and three more are most of the work, a later window sees more than an earlier one.
        Assert.InRange(beside.Sum(piece => piece.Span), 0.3, 0.95);
        Assert.True(beside[0].Span < beside[2 * (windows - 1)].Span);
    }

    [Fact]
    public async Task The_request_may_ask_for_the_hold_out_alone_and_for_the_maximum()
    {
        var job = await trained.RunAsync(
            TrainedAssets.Request(seed: 43, trials: 8) with
            {
                Validation = new ValidationRequest { Scope = ValidationScope.HoldOut },
                Selection = SelectionRule.Maximum
            });
        var asset = await trained.GetAsync(job.AssetId!);

        Assert.Null(asset.Validation.WalkForward);
        Assert.Equal(job.Best!.Trial, asset.Trial);
        Assert.Contains(
            asset.Validation.Judgement!.Findings,
            finding => finding.Check == "walk-forward" && finding.Text.Contains("hold-out alone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_of_windows_and_searches_need_no_blob_and_the_whole_evidence_is_far_from_what_a_worker_takes()
    {
        // Durable Functions puts messages above 45 KB into a blob; a worker takes 4 MB at once.
        const int MostInline = 45_000;
        const int MostAtOnce = 4_000_000;
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 44, trials: 60));
        var evidence = (await trained.GetAsync(job.AssetId!)).Validation;
        var windows = evidence.WalkForward!.Anchored!.Windows;
        var longest = windows.MaxBy(window => Length(window))!;
        var search = evidence.Robustness!.Searches.MaxBy(each => Length(each))!;

        Assert.InRange(
            Length(new WalkedWindows([.. Enumerable.Repeat(longest, 8)], [.. Enumerable.Repeat(longest, 8)], false, 1)), 1, MostInline);
        Assert.InRange(
            Length(new RepeatedSearches([.. Enumerable.Repeat(search, RequestLimits.MostRepeatedSearches)], false, 1)), 1, MostInline);
        Assert.InRange(Length(evidence), 1, MostAtOnce / 10);
    }

    [Theory]
    [InlineData("""{"selection":"best"}""", "selection", "is \"best\"; allowed is one of robust, maximum")]
    [InlineData("""{"validation":"some"}""", "validation", "is \"some\"; allowed is one of full, hold-out")]
    [InlineData("""{"validation":{"otherSymbols":21}}""", "validation.otherSymbols", "is '21'; allowed is a whole number from 0 to 20")]
    public async Task A_wrong_selection_or_validation_is_refused_by_field_with_what_is_allowed(string change, string field, string message)
    {
        var request = System.Text.Json.JsonSerializer.SerializeToNode(TrainedAssets.Request(seed: 45), TradJson.Options)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            request[name] = value?.DeepClone();
        }

        using var answer = await trained.App.Http.PostAsync(
            "api/training/jobs", System.Net.Http.Json.JsonContent.Create(request), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = System.Text.Json.Nodes.JsonNode.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal([field], problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.StartsWith(message, (string)problem["errors"]![field]![0]!, StringComparison.Ordinal);
    }

    private static int Length<T>(T message) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(message, TradJson.Options).Length;
}
