using static Trad.Training.Requests.RequestRule;

namespace Trad.Training.Requests;

/// <summary>What a request may say about how its result is put to the test.</summary>
internal static class ValidationRules
{
    /// <summary>Records what is wrong.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        if (request.Selection is { } selection && !Enum.IsDefined(selection))
        {
            errors.Add("selection", Found(selection, $"one of {EnumNames.Known<SelectionRule>()}"));
        }

        if (request.Validation is not { } validation)
        {
            return;
        }

        if (validation.Scope is { } scope && !Enum.IsDefined(scope))
        {
            errors.Add("validation.scope", Found(scope, $"one of {EnumNames.Known<ValidationScope>()}"));
        }

        Within("validation.seeds", validation.Seeds, 0, RequestLimits.MostRepeatedSearches, errors);
        Within("validation.otherSymbols", validation.OtherSymbols, 0, RequestLimits.MostOtherSymbols, errors);
        if (validation is { IsHoldOutAlone: true, Seeds: > 0 })
        {
            errors.Add("validation.seeds", Found(validation.Seeds, "0 with the scope hold-out, which repeats no search"));
        }

        if (validation is { IsHoldOutAlone: true, OtherSymbols: > 0 })
        {
            errors.Add("validation.otherSymbols", Found(validation.OtherSymbols, "0 with the scope hold-out, which tries no other symbol"));
        }
    }
}
