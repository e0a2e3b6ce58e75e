using System.CommandLine;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs</c>: lists, shows, follows, cancels, resumes, clones and deletes training jobs, and what they tried.</summary>
internal sealed class JobsCommand : Command
{
    public JobsCommand()
        : base("jobs", "List, show, follow, cancel, resume, clone and delete training jobs, and what they tried.")
    {
        Add(new JobListCommand());
        Add(new JobShowCommand());
        Add(new JobLogsCommand());
        Add(new JobTrialsCommand());
        Add(new JobTrialCommand());
        Add(new JobPublishCommand());
        Add(new JobBestCommand());
        Add(new JobInsightCommand());
        Add(new JobFollowCommand());
        Add(new JobCancelCommand());
        Add(new JobResumeCommand());
        Add(new JobCloneCommand());
        Add(new JobDeleteCommand());
        Add(new JobCleanUpCommand());
    }
}
