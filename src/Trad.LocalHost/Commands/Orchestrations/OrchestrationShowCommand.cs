using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system show</c>: one orchestration with its input, output and progress.</summary>
internal sealed class OrchestrationShowCommand : HostCommand
{
    private readonly InstanceArgument _instance = new();
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public OrchestrationShowCommand()
        : base("show", "Show an orchestration with its input, output and progress.")
    {
        Add(_instance);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var found = await session.Client.Orchestrations.GetAsync(parsed.GetValue(_instance)!, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(found);
        }
        else
        {
            OrchestrationDisplay.Show(Console.Out, found);
        }

        return 0;
    }
}
