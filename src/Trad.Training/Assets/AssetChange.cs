using System.ComponentModel.DataAnnotations;
using Trad.Training.Requests;

namespace Trad.Training.Assets;

/// <summary>What to change of an asset; what is absent stays.</summary>
/// <param name="Name">What people call it: 1 to 100 characters in one line.</param>
/// <param name="Notes">What people note about it: at most 10,000 characters.</param>
/// <param name="Stage">How far people trust it.</param>
/// <param name="StageNote">Why; goes with <paramref name="Stage"/>, at most 1,000 characters.</param>
/// <param name="Reason">
/// The same by another name: why it has that stage, which a step against the verdict must say. Give one of the two.
/// </param>
public sealed record AssetChange(
    [property: StringLength(AssetChange.LongestName, MinimumLength = 1)] string? Name = null,
    [property: StringLength(AssetChange.LongestNotes)] string? Notes = null,
    string? Stage = null,
    [property: StringLength(AssetChange.LongestStageNote)] string? StageNote = null,
    [property: StringLength(AssetChange.LongestStageNote)] string? Reason = null)
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

        CheckNote("stageNote", StageNote, errors);
        CheckNote("reason", Reason, errors);
        if (StageNote is not null && Reason is not null)
        {
            errors.Add("reason", "says the same as stageNote; give one of them");
        }
    }

    /// <summary>Why it has the stage, if that was told.</summary>
    private string? Why => string.IsNullOrWhiteSpace(Reason) ? StageNote : Reason;

    /// <summary>Why the change needs a reason that it does not have; null when nothing is missing.</summary>
    /// <param name="asset">The asset that is changed.</param>
    public string? WhyRefused(TrainedAsset asset) =>
        string.IsNullOrWhiteSpace(Why) && EnumNames.TryParse<AssetStage>(Stage, out var stage)
            ? StageRules.WhyReasonIsNeeded(asset, stage)
            : null;

    private void CheckNote(string field, string? note, ValidationErrors errors)
    {
        if (note is not null && Stage is null)
        {
            errors.Add(field, "goes with stage, which is absent");
        }
        else if (note?.Length > LongestStageNote)
        {
            errors.Add(field, $"has {note.Length} characters; allowed are {LongestStageNote}");
        }
        else
        {
            CheckText(field, note, isMultiline: true, errors);
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
        if (EnumNames.TryParse<AssetStage>(Stage, out var stage) && (stage != asset.Stage || Why is not null))
        {
            changed = changed with { Stage = stage, StageHistory = [.. asset.StageHistory, new StageChange(stage, at, Why)] };
        }

        return changed == asset ? asset : changed;
    }
}
