using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.TrainingJobs;

/// <summary>Every endpoint of the training service under nonsense: always a 4xx with problem details, and nothing stored.</summary>
public sealed class FuzzTests(AzuriteFixture azurite)
{
    private static readonly string[] Hostile =
    [
        "'", "\"", "' or '1' eq '1", "1; drop table Jobs", "<script>alert(1)</script>", "../../../etc/passwd", "%00", "\0", "\u202e\ud83d\ude00\u0301",
        "{{7*7}}", "${jndi:ldap://x}", "-1", "99999999999999999999", "1e308", "NaN", "null", "true", "0x10", new string('A', 5000), "a\r\nSet-Cookie: x=1",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_that_is_nonsense_is_refused_everywhere_and_nothing_is_stored()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4));
        var before = (app.CountRows("Jobs"), app.CountRows("Journal"), app.CountRows("Assets"));
        var waiting = app.CountRows("Backlog");
        var random = new Random(20_25);

        foreach (var path in new[] { "training/jobs", "training/jobs?dryRun=true", $"training/jobs/{job.Id}/clone", $"training/jobs/{job.Id}/resume", $"training/jobs/{job.Id}/cancel" })
        {
            foreach (var body in Bodies(random))
            {
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await app.Http.PostAsync(new Uri($"api/{path}", UriKind.Relative), content, Cancellation);
                await AssertRefusedAsync(answer, $"{path} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(200, body.Length)))}");
            }
        }

        Assert.Equal(before, (app.CountRows("Jobs"), app.CountRows("Journal"), app.CountRows("Assets")));

        // The finished job leaves the backlog a moment after its end; nothing may have come to it.
        Assert.InRange(app.CountRows("Backlog"), 0, waiting);
    }

    [Fact]
    public async Task Path_or_query_that_is_nonsense_is_refused_everywhere()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4));

        foreach (var text in Hostile.Select(Uri.EscapeDataString))
        {
            foreach (var path in new[] { "", "/trials", "/logs", "/events", "/insight", "/best" })
            {
                using var read = await app.Http.GetAsync(new Uri($"api/training/jobs/{text}{path}", UriKind.Relative), Cancellation);
                Assert.InRange((int)read.StatusCode, 400, 499);
            }

            foreach (var query in new[] { "?limit=", "?continuationToken=", "?state=", "/trials?format=", "/logs?level=", "/logs?continuationToken=", "/events?lastEventId=", "/insight?pair=" })
            {
                var path = query[0] == '?' ? query : $"/{job.Id}{query}";
                using var read = await app.Http.GetAsync(new Uri($"api/training/jobs{path}{text}", UriKind.Relative), Cancellation);
                await AssertRefusedAsync(read, $"{query}{text}");
            }

            foreach (var action in new[] { "cancel", "clone", "resume" })
            {
                using var done = await app.Http.PostAsync(new Uri($"api/training/jobs/{text}/{action}", UriKind.Relative), null, Cancellation);
                Assert.InRange((int)done.StatusCode, 400, 499);
            }
        }
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string what)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{what}\nwas answered {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.DoesNotContain("   at Trad", text, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Bodies(Random random)
    {
        foreach (var text in new[] { "{", "[", "nope", "\"", "7", "[]", "[{}]", "true", "null", "{\"a\":}", "{\"nosuch\":1}", "{\"trials\":{}}", "{\"trials\":[1]}", "{\"publish\":\"yes\",\"trials\":\"x\"}" })
        {
            yield return Encoding.UTF8.GetBytes(text);
        }

        yield return [0xff, 0xfe, 0x00];
        yield return Encoding.UTF8.GetBytes(new string('[', 100_000));
        yield return Encoding.UTF8.GetBytes($"{{\"strategy\":\"{new string('x', 10_000_000)}\"}}");
        string[] fields = ["strategy", "exchange", "symbol", "interval", "optimizer", "objective", "preset", "trials", "seed", "lookbackDays", "from", "priority", "timeLimitSeconds"];
        foreach (var text in Hostile)
        {
            // A field of the wrong type, or with a value that is none of its own.
            var field = fields[random.Next(fields.Length)];
            yield return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [field] = text, ["trials"] = "many" });
            yield return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [text] = text });
        }
    }
}
