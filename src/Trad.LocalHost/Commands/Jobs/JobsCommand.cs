using System.CommandLine;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs</c>: lists, shows, follows, cancels, resumes and deletes training jobs.</summary>
internal sealed class JobsCommand : Command
{
    public JobsCommand()
        : base("jobs", "List, show, follow, cancel, resume and delete training jobs.")
    {
        Add(new JobListCommand());
        Add(new JobShowCommand());
        Add(new JobLogsCommand());
        Add(new JobFollowCommand());
        Add(new JobCancelCommand());
        Add(new JobResumeCommand());
        Add(new JobDeleteCommand());
    }
}
