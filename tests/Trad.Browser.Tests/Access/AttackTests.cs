using System.Net;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.Browser.Tests.Pages;
using Trad.Training.Jobs;

namespace Trad.Browser.Tests.Access;

/// <summary>A real browser that shows a page of somebody else, while Trad runs on the same machine: nothing changes.</summary>
public sealed class AttackTests(FilledHost filled, SharedBrowser browser)
{
    private const string Training =
        """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"BTCUSDT","interval":"5m","trials":2,"seed":1,"minimumTrades":1,"name":"by another site"}""";

    private const string Candle = "open_time,open,high,low,close,volume\n1748736000000,1,1,1,1,1\n";

    // Everything that a page may send to another origin without being asked: the types that need no preflight, a body of no
    // type, a beacon, a form; and what needs a preflight.
    private const string Attack = """
        async ([target, training, candle, job]) => {
          const told = [];
          const send = async (path, init) => {
            try {
              const response = await fetch(target + path, init);
              told.push(response.type === 'opaque' ? 'opaque' : response.status);
            } catch {
              told.push('blocked');
            }
          };
          const market = 'exchange=simulated&symbol=BTCUSDT&interval=5m';
          for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
            await send('api/training/jobs', { method: 'POST', mode: 'no-cors', headers: { 'content-type': type }, body: training });
            await send('api/candles/import?' + market, { method: 'POST', mode: 'no-cors', headers: { 'content-type': type }, body: candle });
          }
          await send('api/training/jobs', { method: 'POST', mode: 'no-cors', body: new Blob([training]) });
          await send('api/candles/import?' + market, { method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer', body: new Blob([candle]) });
          await send('api/training/jobs/' + job + '/clone', { method: 'POST', mode: 'no-cors' });
          navigator.sendBeacon(target + 'api/training/jobs', training);
          await send('api/training/jobs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: training });
          await send('api/training/jobs/' + job, { method: 'DELETE' });
          await send('api/training/jobs/' + job);
          return told;
        }
        """;

    private const string Form = """
        ([target, training]) => {
          const form = document.createElement('form');
          form.method = 'post';
          form.enctype = 'text/plain';
          form.action = target + 'api/training/jobs';
          const field = document.createElement('input');
          field.name = training.slice(0, -1) + ',"notes":"';
          field.value = '"}';
          form.append(field);
          document.body.append(form);
          form.submit();
        }
        """;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Page_of_another_site_starts_stores_and_deletes_nothing(string name)
    {
        await using var site = await OtherSite.StartAsync();
        var before = await LookAsync();
        await using var context = await browser.Browser.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"http://{name}:{site.Port}/");

        var told =
            await page.EvaluateAsync<string[]>(Attack, new object[] { filled.Host.Address.AbsoluteUri, Training, Candle, filled.Job.Id });
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync(Form, new object[] { filled.Host.Address.AbsoluteUri, Training }),
            response => response.Url.EndsWith("/api/training/jobs", StringComparison.Ordinal));

        Assert.Equal(403, answer.Status);
        Assert.All(told, result => Assert.Contains(result, new[] { "opaque", "blocked" }));
        Assert.Equal(before, await LookAsync());
    }

    [Fact]
    public async Task Page_of_a_name_that_was_pointed_here_is_not_served_and_reads_and_deletes_nothing()
    {
        var before = await LookAsync();

        // The page that an attacker serves under the name, before it is pointed here, has no policy that forbids it to ask.
        await using var context = await browser.Browser.Chromium.NewContextAsync(new BrowserNewContextOptions { BypassCSP = true });
        var page = await context.NewPageAsync();

        var shown = await page.GotoAsync($"http://rebound.example:{filled.Host.Address.Port}/");
        var told = await page.EvaluateAsync<int[]>(
            """
            async ([job, training]) => {
              const ask = async (path, init) => (await fetch(path, init)).status;
              return [
                await ask('/api/training/jobs'),
                await ask('/api/training/jobs/' + job, { method: 'DELETE' }),
                await ask('/api/training/jobs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: training }),
              ];
            }
            """,
            new object[] { filled.Job.Id, Training });

        Assert.Equal(421, shown!.Status);
        Assert.Equal([421, 421, 421], told);
        Assert.Equal(before, await LookAsync());
    }

    [Fact]
    public async Task Page_of_another_site_cannot_show_the_dashboard_in_a_frame_or_load_an_answer_as_its_own()
    {
        await using var site = await OtherSite.StartAsync();
        await using var context = await browser.Browser.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"http://evil.example:{site.Port}/");

        var loaded = await page.EvaluateAsync<string>(
            """
            (target) => new Promise((resolve) => {
              const script = document.createElement('script');
              script.src = target + 'api/strategies';
              script.onload = () => resolve('loaded');
              script.onerror = () => resolve('refused');
              document.head.append(script);
            })
            """,
            filled.Host.Address.AbsoluteUri);
        await page.EvaluateAsync(
            "(target) => new Promise((resolve) => { const frame = document.createElement('iframe'); frame.onload = resolve; frame.src = target; document.body.append(frame); })",
            filled.Host.Address.AbsoluteUri);

        Assert.Equal("refused", loaded);
        Assert.DoesNotContain(page.Frames, frame => frame.Url.StartsWith(filled.Host.Address.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dashboard_by_another_loopback_name_goes_on_working()
    {
        await using var visitor = await Visitor.ComeAsync(browser, new Uri($"http://localhost:{filled.Host.Address.Port}/"));

        await visitor.GoAsync($"jobs/{filled.Job.Id}");
        var status = await visitor.Page.EvaluateAsync<int>("async () => (await fetch('api/session', { method: 'DELETE' })).status");

        Assert.Equal(204, status);
        Assert.Empty(visitor.Errors);
    }

    // What the attacks are after: the jobs, and the candle that they would overwrite.
    private async Task<string> LookAsync()
    {
        var jobs = await filled.Host.Client.Jobs.ListAsync(new JobFilter(), 1000, null, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = filled.Host.Address };
        var candle = await http.GetStringAsync(
            "api/candles?exchange=simulated&symbol=BTCUSDT&interval=5m&from=2025-06-01T00:00:00Z&to=2025-06-01T00:05:00Z",
            TestContext.Current.CancellationToken);
        return $"{string.Join(',', jobs.Items.Select(job => job.Id))} {candle}";
    }
}
