using System.Net.Http.Json;
using Trad.Functions.Backfills;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.Functions.Tests.Backfills;

/// <summary>A backfill run that has ended.</summary>
internal static class EndedBackfill
{
    /// <summary>Fetches a day of a symbol, waits for the end and gives the run's id.</summary>
    public static async Task<string> RunAsync(HttpClient http, string symbol, CancellationToken cancellationToken)
    {
        var request = new BackfillRequest
        {
            Exchange = "simulated",
            Symbol = symbol,
            Interval = "1h",
            From = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero),
            To = new DateTimeOffset(2025, 6, 2, 0, 0, 0, TimeSpan.Zero),
        };
        using var accepted = await http.PostAsJsonAsync("api/backfills", request, TradJson.Options, cancellationToken);
        var id = (await accepted.Content.ReadFromJsonAsync<BackfillStarted>(TradJson.Options, cancellationToken))!.Id;
        while ((await http.GetFromJsonAsync<BackfillState>($"api/backfills/{id}", TradJson.Options, cancellationToken))!.EndedAt is null)
        {
            await Task.Delay(20, cancellationToken);
        }

        return id;
    }
}
