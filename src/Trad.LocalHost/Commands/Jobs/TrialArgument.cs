using System.CommandLine;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary>The argument that names a trial of a job.</summary>
internal sealed class TrialArgument : Argument<int>
{
    public TrialArgument()
        : base("trial") =>
        Description = "The trial's number, from 0, as jobs trials shows it.";
}
