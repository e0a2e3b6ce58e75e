using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations.Duties;

namespace Trad.Functions.Backfills;

/// <summary>Refuses a schedule that cannot be read: the host does not start with it.</summary>
internal sealed class BackfillScheduleValidator(IConfiguration configuration) : IValidateOptions<BackfillOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BackfillOptions options)
    {
        try
        {
            DutySchedule.OfSetting(configuration, BackfillDuty.ScheduleSetting);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException wrong)
        {
            return ValidateOptionsResult.Fail(wrong.Message);
        }
    }
}
