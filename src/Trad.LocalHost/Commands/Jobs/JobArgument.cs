using System.CommandLine;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary>The argument that names a job.</summary>
internal sealed class JobArgument : Argument<string>
{
    public JobArgument()
        : base("job") =>
        Description = "The job: its number as in 98 or #98, or its id.";
}
