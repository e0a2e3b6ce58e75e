using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Trad.Functions.Tests.Api.OpenApi;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>
/// Every operation of the API's own document under bad requests. An operation that is added is fuzzed as well.
/// <c>TRAD_FUZZ_ROUNDS</c> (1) multiplies the values that are tried at each place, <c>TRAD_FUZZ_SEED</c> (2025) draws others.
/// </summary>
public sealed class ApiFuzzTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private const int PicksPerRound = 12;
    private const int AtOnce = 8;
    private const int MostTold = 25;

    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task Bad_requests_to_every_operation_are_refused_with_problem_details_and_store_nothing()
    {
        var document = await ApiDocument.ReadAsync(Http, Cancellation);
        var other = await trained.TrainAsync(TrainedAssets.Request(seed: 2, trials: 3));
        var sample = new SampleRequest(trained.Shared, other, await EndedBackfill.RunAsync(Http, "SOLUSDT", Cancellation));
        var mutations = new Mutations(
            document, sample, new Random(Setting("TRAD_FUZZ_SEED", 2025)), PicksPerRound * Setting("TRAD_FUZZ_ROUNDS", 1));
        var faults = new ConcurrentQueue<string>();
        var sent = 0;

        // What is known of stored months is worked out when it is asked for the first time.
        await Http.GetStringAsync("api/candles/coverage", Cancellation);
        var before = await SettleAsync();

        foreach (var operation in document.Operations)
        {
            await Parallel.ForEachAsync(
                mutations.Enumerate(operation).ToList(),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
                async (mutation, cancellationToken) =>
                {
                    Interlocked.Increment(ref sent);
                    if (await FindFaultAsync(mutation, cancellationToken) is { } fault)
                    {
                        faults.Enqueue(fault);
                    }
                });
            var after = await StorageSnapshot.TakeAsync(trained.App.Azurite, trained.App.Name, Cancellation);
            foreach (var change in StorageSnapshot.Compare(before, after))
            {
                faults.Enqueue($"{operation} stored something: {change}");
            }

            before = after;
        }

        TestContext.Current.SendDiagnosticMessage($"{sent} bad requests to {document.Operations.Count} operations");
        Assert.True(
            faults.IsEmpty,
            $"{faults.Count} of {sent} requests:\n{string.Join('\n', faults.GroupBy(fault => fault[..Math.Min(fault.Length, 40)] + fault[(fault.LastIndexOf("\n    ", StringComparison.Ordinal) is var i and >= 0 ? i : 0)..][..20]).SelectMany(group => group.Take(3)).Take(MostTold))}");
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : fallback;

    private async Task<string?> FindFaultAsync(Mutation mutation, CancellationToken cancellationToken)
    {
        var root = Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var request = new HttpRequestMessage(mutation.Method ?? mutation.Operation.Method, new Uri(root + mutation.Address, AsItIs));
        if (mutation.Body is not null)
        {
            request.Content = new ByteArrayContent(mutation.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mutation.ContentType);
        }

        foreach (var (name, value) in mutation.Headers)
        {
            request.Headers.TryAddWithoutValidation(
                name,
                Uri.EscapeDataString(value).Length > value.Length && value.Any(
                    character => character > '~') ? Uri.EscapeDataString(value) : value);
        }

        try
        {
            using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var isRefusal = !answer.IsSuccessStatusCode;
            var body = isRefusal ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
            return Refusal.FindFault(mutation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body) is { } fault
                ? $"{mutation}\n    {(int)answer.StatusCode} {fault}: {body[..Math.Min(body.Length, 400)]}"
                : null;
        }
        catch (HttpRequestException broken)
        {
            return $"{mutation}\n    no answer: {broken.Message} {broken.InnerException?.Message}";
        }
    }

    // What the trainings and the backfill still write behind their end has to be over before anything is compared.
    private async Task<IReadOnlyDictionary<string, string>> SettleAsync()
    {
        var last = await StorageSnapshot.TakeAsync(trained.App.Azurite, trained.App.Name, Cancellation);
        for (var quiet = 0; quiet < 5;)
        {
            await Task.Delay(100, Cancellation);
            var now = await StorageSnapshot.TakeAsync(trained.App.Azurite, trained.App.Name, Cancellation);
            quiet = StorageSnapshot.Compare(last, now).Any() ? 0 : quiet + 1;
            last = now;
        }

        return last;
    }
}
