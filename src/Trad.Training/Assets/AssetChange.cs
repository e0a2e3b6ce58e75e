using System.ComponentModel.DataAnnotations;
using Trad.Training.Requests;

namespace Trad.Training.Assets;

/// <summary>What to change of an asset; what is absent stays.</summary>
/// <param name="Name">What people call it: 1 to 100 characters in one line.</param>
/// <param name="Notes">What people note about it: at most 10,000 characters.</param>
/// <param name="Stage">How far people trust it.</param>
/// <param name="StageNote">Why; goes with <paramref name="Stage"/>, at most 1,000 characters.</param>
public sealed record AssetChange(
    [property: StringLength(AssetChange.LongestName, MinimumLength = 1)] string? Name = null,
    [property: StringLength(AssetChange.LongestNotes)] string? Notes = null,
    string? Stage = null,
    [property: StringLength(AssetChange.LongestStageNote)] string? StageNote = null)
{
    private const int LongestName = 100;
    private const int LongestNotes = 10_000;
    private const int LongestStageNote = 1_000;

    /// <summary>Records what is wrong with the change.</summary>
    public void Check(ValidationErrors errors)
    {
        if (this == new AssetChange())
        {
            errors.Add("body", "changes nothing; give name, notes or stage");
        }

        if (Name is not null && (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.Any(char.IsControl)))
        {
            errors.Add("name", $"has {Name.Length} characters; allowed are 1 to {LongestName} in one line");
        }
        else
        {
            CheckText("name", Name, isMultiline: false, errors);
        }

        if (Notes?.Length > LongestNotes)
        {
            errors.Add("notes", $"has {Notes.Length} characters; allowed are {LongestNotes}");
        }
        else
        {
            CheckText("notes", Notes, isMultiline: true, errors);
        }

        if (Stage is not null && !EnumNames.TryParse<AssetStage>(Stage, out _))
        {
            errors.Add("stage", $"is '{Stage}'; allowed is one of {EnumNames.Known<AssetStage>()}");
        }

        if (StageNote is not null && Stage is null)
        {
            errors.Add("stageNote", "goes with stage, which is absent");
        }
        else if (StageNote?.Length > LongestStageNote)
        {
            errors.Add("stageNote", $"has {StageNote.Length} characters; allowed are {LongestStageNote}");
        }
        else
        {
            CheckText("stageNote", StageNote, isMultiline: true, errors);
        }
    }

    private static void CheckText(string field, string? text, bool isMultiline, ValidationErrors errors)
    {
        if (text is not null && ReadableText.FindFault(text, isMultiline) is { } fault)
        {
            errors.Add(field, fault);
        }
    }

    /// <summary>The asset after the change.</summary>
    public TrainedAsset ApplyTo(TrainedAsset asset, DateTimeOffset at)
    {
        var changed = asset with { Name = Name ?? asset.Name, Notes = Notes ?? asset.Notes };
        if (EnumNames.TryParse<AssetStage>(Stage, out var stage) && (stage != asset.Stage || StageNote is not null))
        {
            changed = changed with { Stage = stage, StageHistory = [.. asset.StageHistory, new StageChange(stage, at, StageNote)] };
        }

        return changed == asset ? asset : changed;
    }
}
