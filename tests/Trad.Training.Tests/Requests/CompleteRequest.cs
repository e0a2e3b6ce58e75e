using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

/// <summary>Requests as jobs have them: checked, with every default.</summary>
internal static class CompleteRequest
{
    /// <summary>Checks a request, in which nothing is wrong.</summary>
    public static TrainingRequest Create(TrainingRequest request)
    {
        var errors = new ValidationErrors();
        var complete = TrainingRequestRules.Check(request, errors);
        Assert.Empty(errors.ByField);
        return complete!;
    }
}
