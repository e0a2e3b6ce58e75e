using System.Net;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Fuzzing;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>Every operation that pages, page by page.</summary>
public sealed class PagingTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private const int Pages = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_every_list_together_are_the_whole_list_and_an_altered_token_is_refused()
    {
        var document = await ApiDocument.ReadAsync(trained.App.Http, Cancellation);
        var other = await trained.TrainAsync(TrainedAssets.Request(seed: 61, trials: 3));
        await EndedBackfill.RunAsync(trained.App.Http, "SOLUSDT", Cancellation);
        var sample = new SampleRequest(trained.Shared, other, await EndedBackfill.RunAsync(trained.App.Http, "ADAUSDT", Cancellation));
        var paged = document.Operations.Where(
            operation => operation.Parameters("query").Any(parameter => parameter.Name == "continuationToken")).ToList();

        Assert.NotEmpty(paged);
        foreach (var operation in paged)
        {
            var path = sample.PathOf(operation).TrimStart('/');
            var (whole, end) = await GetAsync($"{path}?limit=1000");
            Assert.True(whole.Count >= 2 && end is null, $"{operation} gave {whole.Count} items and the token {end}");

            var items = new List<string>();
            var limit = (whole.Count + Pages - 1) / Pages;
            string? token = null;
            do
            {
                var (page, next) = await GetAsync(
                    $"{path}?limit={limit}{(token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}")}");
                Assert.InRange(page.Count, 1, limit);
                if (next is not null)
                {
                    using var altered = await trained.App.Http.GetAsync(
                        new Uri($"{path}?continuationToken={Uri.EscapeDataString($"{next}'")}", UriKind.Relative), Cancellation);
                    Assert.True(altered.StatusCode == HttpStatusCode.BadRequest, $"{operation} took an altered token");
                }

                items.AddRange(page);
                token = next;
            }
            while (token is not null && items.Count <= whole.Count);

            Assert.Equal(whole, items);
        }
    }

    private async Task<(List<string> Items, string? Token)> GetAsync(string address)
    {
        var page = JsonNode.Parse(await trained.App.Http.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation))!;
        return ([.. page["items"]!.AsArray().Select(item => item!.ToJsonString())], (string?)page["continuationToken"]);
    }
}
