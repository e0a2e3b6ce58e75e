using System.CommandLine;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary>An orchestration.</summary>
internal sealed class InstanceArgument : Argument<string>
{
    public InstanceArgument()
        : base("instance") => Description = "The orchestration, as 'system orchestrations' names it; of a training, the job's id.";
}
