using System.CommandLine;
using Trad.Backtesting.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs list</c>: the jobs, the newest first.</summary>
internal sealed class JobListCommand : HostCommand
{
    private readonly Option<JobState?> _state = WordOption.Create<JobState>("--state", "Only in this state.");
    private readonly Option<string?> _strategy = new("--strategy")
    {
        Description = $"Only of this strategy. One of: {StrategyCatalog.Names}.",
    };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only on this symbol." };
    private readonly Option<int> _limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public JobListCommand()
        : base("list", "List training jobs.") =>
        AddOptions([_state, _strategy, _symbol, _limit, _json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var filter = new JobFilter(parsed.GetValue(_state), parsed.GetValue(_strategy), parsed.GetValue(_symbol));
        var page = await session.Client.Jobs.ListAsync(filter, parsed.GetValue(_limit), null, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(page.Items);
        }
        else
        {
            new JobDisplay(Console.Out).ShowList(page.Items);
        }

        return 0;
    }
}
